import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import DatamartCLI

/// What the documents say holds: the reference is the program's own help, commands parse, dependencies are all named.
@Suite struct CLIDocumentTests {
    @Test func theReferenceIsTheHelp() throws {
        let head = "# Commands\n\n```\n\(DatamartCommand.helpMessage(columns: 100))\n```\n"
        try Document("docs/cli.md").expect(([head] + sections(of: DatamartCommand.self, "datamart")).joined(separator: "\n"))
    }

    /// The help of each command, followed by that of its own commands.
    private func sections(of command: any ParsableCommand.Type, _ name: String) -> [String] {
        command.configuration.subcommands.flatMap { subcommand in
            let name = "\(name) \(subcommand._commandName)"
            let help = "## \(name)\n\n```\n\(DatamartCommand.helpMessage(for: subcommand, columns: 100))\n```\n"
            return [help] + sections(of: subcommand, name)
        }
    }

    /// Every line of a document that begins with `datamart` is a command line that parses.
    @Test(arguments: ["README.md", "docs/cli.md"]) func commandsInDocumentsParse(document: String) throws {
        for words in try commands(in: document) {
            #expect(throws: Never.self, "\(words)") { try DatamartCommand.parseAsRoot(words.split(separator: " ").map(String.init)) }
        }
    }

    /// Every command line of the README does its work when the files that it names are there.
    @Test func commandsOfTheReadMeWork() async throws {
        let folder = try TemporaryFolder()
        let prepare = """
            set -e
            datamart generate --rows 1000 --csv US_Accidents_March23.csv
            datamart import US_Accidents_March23.csv --silver warehouse
            set -- $(find warehouse -path '*accidents_clean*' -name '*.orc' | sort)
            cp "$1" part-00000.orc
            cp "$2" part-00001.orc
            """
        let prepared = try await BuiltCommand.shell(prepare, in: folder)
        #expect(prepared.status == 0, "\(prepared.errors)")
        for words in try commands(in: "README.md") {
            let outcome = try await BuiltCommand.shell("datamart " + words.replacing("/data/warehouse", with: "warehouse"), in: folder)
            #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(words): \(outcome.errors)")
        }
    }

    /// What follows `datamart` in the lines that begin with it, without a remark or a pipe behind.
    private func commands(in document: String) throws -> [String] {
        let text = try String(contentsOf: Document(document).file, encoding: .utf8)
        let commands = text.split(separator: "\n").compactMap { $0.wholeMatch(of: /\s+(?:[A-Z_]+=\S+ )?datamart ([a-z]+ .*)/)?.1 }
        try #require(commands.count >= 3)
        return commands.map { String($0.prefixMatch(of: /(.*?)(?:\s{2,}.*|\s*\|.*)?$/)?.1 ?? $0) }
    }

    @Test func everyDependencyIsExplained() throws {
        let package = try String(contentsOf: Document("Package.swift").file, encoding: .utf8)
        let explained = try String(contentsOf: Document("docs/dependencies.md").file, encoding: .utf8)
        let makefile = try String(contentsOf: Document("Makefile").file, encoding: .utf8)
        let packages = package.matches(of: /url: "[^"]*\/([^"\/]+)"/).map(\.1)
        let libraries = package.matches(of: /\.apt\(\["([^"]+)"\]\)/).map(\.1)
        #expect(packages.count > 3 && libraries.count > 3)
        for name in packages + libraries { #expect(explained.contains(name), "docs/dependencies.md lacks \(name)") }
        for name in libraries { #expect(makefile.contains(name), "the Makefile does not install \(name)") }
    }

    @Test func theVersionIsThatOfTheChangelog() throws {
        let changelog = try String(contentsOf: Document("CHANGELOG.md").file, encoding: .utf8)
        let newest = changelog.firstMatch(of: /## ([0-9.]+)/)?.1
        #expect(newest.map(String.init) == DatamartCommand.configuration.version)
    }
}
