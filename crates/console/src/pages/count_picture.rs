//! A picture of how the count of an application went, as lines of SVG: what it says stands beside it in words as well.

use super::time_text::utc;
use crate::view::{ApplicationCount, CountPoint};
use muster_core::lang::Lang;

/// The space that the template gives, in units of SVG.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 120.0;
/// No line lies on the edge.
const EDGE: f64 = 4.0;

/// The picture of one application.
pub(super) struct CountPicture {
    /// What it shows, for whoever does not see it.
    pub(super) label: String,
    pub(super) caption: String,
    /// The corners of the line.
    pub(super) points: String,
    /// How far down the needed count is, and the one where it stops.
    pub(super) needed: String,
    pub(super) cap: String,
}

impl CountPicture {
    /// That of an application; none where nothing has changed over time yet.
    pub(super) fn of(application: &ApplicationCount, history: &[CountPoint], lang: Lang) -> Option<Self> {
        let ([first, .., last], counts) = (history, || history.iter().map(|point| point.count)) else { return None };
        let ApplicationCount { name, count, threshold, cap } = application;
        let (least, most) = (counts().min()?, counts().max()?);
        let top = f64::from(most.max(*cap).max(1));
        let down = |count: u32| EDGE + (HEIGHT - 2.0 * EDGE) * (1.0 - f64::from(count) / top);
        let seconds = |point: &CountPoint| u32::try_from(point.at.seconds_after(first.at)).unwrap_or(0);
        let whole = Some(seconds(last)).filter(|seconds| *seconds > 0)?;
        let right = |point: &CountPoint| WIDTH * f64::from(seconds(point)) / f64::from(whole);
        let corner = |point: &CountPoint| format!("{:.1},{:.1}", right(point), down(point.count));
        let (begin, end) = (utc(first.at), utc(last.at));
        Some(Self {
            label: lang.pick(
                format!("Count of {name} over time: least {least}, most {most}, now {count}"),
                format!("{name} のカウントの推移: 最小 {least}、最大 {most}、現在 {count}"),
            ),
            caption: lang.pick(
                format!("{name}, {begin} to {end}. Dashed: needed, {threshold}. Dotted: where the count stops, {cap}."),
                format!("{name} ({begin} ～ {end})。破線: 必要な数 ({threshold})、点線: 上限 ({cap})"),
            ),
            points: history.iter().map(corner).collect::<Vec<_>>().join(" "),
            needed: format!("{:.1}", down(*threshold)),
            cap: format!("{:.1}", down(*cap)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CountPicture;
    use crate::view::{ApplicationCount, CountPoint};
    use muster_core::{lang::Lang, time::Moment};

    fn picture(history: &[(i64, u32)]) -> Option<CountPicture> {
        let application = ApplicationCount { name: "Ledger".into(), count: 24, threshold: 25, cap: 50 };
        let point = |(at, count): &(i64, u32)| CountPoint { at: Moment::from_unix(*at), count: *count };
        CountPicture::of(&application, &history.iter().map(point).collect::<Vec<_>>(), Lang::En)
    }

    #[test]
    fn time_goes_to_the_right_and_more_machines_stand_higher() {
        let shown = picture(&[(0, 0), (50, 50), (100, 25)]).expect("a picture");
        assert_eq!(shown.points, "0.0,116.0 300.0,4.0 600.0,60.0");
        assert_eq!((shown.needed.as_str(), shown.cap.as_str()), ("60.0", "4.0"));
        assert_eq!(shown.label, "Count of Ledger over time: least 0, most 50, now 24");
    }

    #[test]
    fn there_is_none_where_no_time_has_passed() {
        assert!(picture(&[]).is_none() && picture(&[(7, 1)]).is_none() && picture(&[(7, 1), (7, 2)]).is_none());
        let back = picture(&[(10, 1), (5, 2), (20, 3)]).expect("the clock was set back meanwhile");
        assert!(back.points.contains(" 0.0,"), "{}", back.points);
    }
}
