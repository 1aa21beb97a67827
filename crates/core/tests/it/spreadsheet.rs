//! Cells of tables that people open in a spreadsheet.

use muster_core::spreadsheet::guarded;

#[test]
fn what_would_be_a_formula_begins_with_an_apostrophe() {
    for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1", "  =1"] {
        assert_eq!(guarded(cell), format!("'{cell}"));
    }
}

#[test]
fn any_other_cell_stays_as_it_is() {
    for cell in ["", "pc-1", "1-1", "経理部 = 1", "'=1"] {
        assert_eq!(guarded(cell), cell);
    }
}
