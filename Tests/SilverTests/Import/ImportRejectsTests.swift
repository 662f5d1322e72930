import Foundation
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("The list of rejected rows")
struct ImportRejectsTests {
    private typealias Fixture = ImportFixture

    private static let bad = Fixture.row("A-2", ["Severity": "9"])

    @Test(arguments: ["folder", "folder/", "a.csv", "hard.csv", "symbolic.csv", "", "/dev/null"])
    func refusesPathsOfOthers(name: String) async throws {
        let folder = try TemporaryFolder(), manager = FileManager.default
        let input = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1")])), text = try Data(contentsOf: URL(filePath: input))
        try manager.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: true)
        let kept = try folder.write("folder/kept.txt", "kept")
        try manager.linkItem(atPath: input, toPath: folder.path + "/hard.csv")
        try manager.createSymbolicLink(atPath: folder.path + "/symbolic.csv", withDestinationPath: input)
        let path = name.isEmpty || name.hasPrefix("/") ? name : folder.path + "/" + name
        let error = await #expect(throws: SilverError.self) { try await Fixture.run([input], into: folder) { $0.rejectsPath = path } }
        #expect(error?.code == .options)
        #expect(try Data(contentsOf: URL(filePath: input)) == text && manager.fileExists(atPath: kept))
        #expect(!manager.fileExists(atPath: folder.path + "/silver"))
    }

    @Test func aGivenFileIsWrittenAlways() async throws {
        let folder = try TemporaryFolder(), list = try folder.write("list.csv", "of another import")
        let input = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1")]))
        let report = try await Fixture.run([input], into: folder) { $0.rejectsPath = list }
        #expect(report.rejectsPath == nil)
        #expect(try String(contentsOfFile: list, encoding: .utf8) == "file,line,reason,id,value,explanation\n")
        let bad = try folder.write("b.csv", Fixture.csv([Self.bad]))
        let error = await #expect(throws: SilverError.self) { try await Fixture.run([bad], into: folder) { $0.rejectsPath = list } }
        #expect(error?.message.contains(list) == true)
        #expect(try String(contentsOfFile: list, encoding: .utf8).contains(",bad_severity,A-2,"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.csv", "b.csv", "list.csv", "silver"])
    }

    @Test func theListBelongsToTheSilverThatIsThere() async throws {
        let folder = try TemporaryFolder(), silver = folder.path + "/silver"
        func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: silver).filter { $0.hasSuffix("csv") }.sorted() }
        let mixed = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1"), Self.bad]))
        try await Fixture.run([mixed], into: folder)
        let list = try Data(contentsOf: URL(filePath: silver + "/_rejected_rows.csv"))
        let bad = try folder.write("b.csv", Fixture.csv([Self.bad, Self.bad]))
        await #expect(throws: SilverError.self) { try await Fixture.run([bad], into: folder) }
        #expect(try files() == ["_rejected_rows.csv", "_rejected_rows.failed.csv"])
        #expect(try Data(contentsOf: URL(filePath: silver + "/_rejected_rows.csv")) == list)
        let good = try folder.write("c.csv", Fixture.csv([Fixture.row("A-1")]))
        try await Fixture.run([good], into: folder)
        #expect(try files().isEmpty)
    }

    @Test func aMessageForNoneLeft() async throws {
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv([Self.bad]))
        let error = await #expect(throws: SilverError.self) { try await Fixture.run([file], into: folder) { $0.maximumRejectedShare = 1 } }
        #expect(error?.code == .rejectedShare && error?.message.hasPrefix("all 1 rows were rejected") == true)
        #expect(error?.message.contains("larger share") == false)
    }
}
