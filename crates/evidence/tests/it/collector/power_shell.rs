//! What the collector says to PowerShell: parsed by a grammar of PowerShell, and held to what every version from 2 to 7 has.

use super::commands;
use tree_sitter::{Node, Parser};

/// Whether the grammar finds no error.
fn parses(text: &str) -> bool {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).expect("the grammar");
    !parser.parse(text, None).expect("a tree").root_node().has_error()
}

fn texts() -> Vec<&'static str> {
    let own = commands().filter(|command| command.is_power_shell() && command.words.contains(&"-Command"));
    own.filter_map(|command| command.words.last().copied()).collect()
}

#[test]
fn every_text_is_power_shell() {
    assert!(texts().len() >= 6);
    for text in texts() {
        assert!(parses(text), "{text}");
    }
}

/// The grammar tells what PowerShell refuses: a statement where an argument or a value is wanted.
#[test]
fn the_grammar_knows_what_is_no_power_shell() {
    assert!(!parses("Keep 'services.txt' (foreach ($one in 'sppsvc', 'osppsvc') { sc.exe qc $one })"));
    assert!(parses("Keep 'services.txt' $(foreach ($one in 'sppsvc', 'osppsvc') { sc.exe qc $one })"));
}

/// Commands, and the parameters with which every version since 2 has them. Get-WmiObject ends with 5.1, Get-CimInstance starts
/// with 3: both are called by a name in a variable, with the one parameter set that they share.
const COMMANDS: &[(&str, &[&str])] = &[
    ("Format-List", &[]),
    ("Get-Command", &["-ErrorAction"]),
    ("Get-HotFix", &[]),
    ("New-Object", &[]),
    ("Out-String", &["-Width"]),
    ("Select-Object", &[]),
    ("$read", &["-Query", "-ErrorAction"]),
];

#[test]
fn commands_and_parameters_are_those_of_every_version() {
    for text in texts() {
        let mut parser = Parser::new();
        parser.set_language(&tree_sitter_pwsh::LANGUAGE.into()).expect("the grammar");
        let tree = parser.parse(text, None).expect("a tree");
        let mut found = Vec::new();
        nodes(tree.root_node(), "command", &mut found);
        for command in found {
            let words: Vec<&str> = text[command.byte_range()].split_whitespace().collect();
            let name = words.iter().find(|word| **word != "&").copied().unwrap_or_default();
            let known = COMMANDS.iter().find(|(known, _)| *known == name);
            let (_, parameters) = known.unwrap_or_else(|| panic!("{name} is not known to be in every version: {text}"));
            let mut own = Vec::new();
            nodes(command, "command_parameter", &mut own);
            for parameter in own.iter().map(|node| &text[node.byte_range()]) {
                assert!(parameters.contains(&parameter), "{name} {parameter}");
            }
        }
        // Operators and syntax of later versions: 7 has ??, ?., ternary, && and ||; 3 has -in, [ordered] and simplified Where-Object.
        for later in
            ["??", "?.", " ? ", "&&", "||", " -in ", " -notin ", "[ordered]", "::new", "-ParallelLimit", "class "]
        {
            assert!(!text.contains(later), "{later} is not in every version: {text}");
        }
    }
}

fn nodes<'t>(node: Node<'t>, kind: &str, found: &mut Vec<Node<'t>>) {
    if node.kind() == kind {
        found.push(node);
    }
    let mut cursor = node.walk();
    let children: Vec<Node<'t>> = node.children(&mut cursor).collect();
    children.into_iter().for_each(|child| nodes(child, kind, found));
}
