import Accidents
import Foundation
import ORC
import TestSupport
import Testing

@testable import Silver
@testable import SilverImport

@Suite("Importing CSV")
struct ImportTests {
    private typealias Fixture = ImportFixture

    @Test(
        "Each rule rejects the row that breaks it",
        arguments: [
            ("ID", "", RejectionReason.missingID), ("ID", " ", .missingID), ("ID", String(repeating: "x", count: 51), .malformedID),
            ("Severity", "5", .severity), ("Severity", "", .severity),
            ("Severity", "2.5", .severity), ("Start_Time", "", .startTime), ("Start_Time", "45:00.0", .startTime),
            ("Start_Time", "1999-12-31 23:59:59", .startTimeRange), ("Start_Time", "2024-01-03 00:00:00", .startTimeRange),
            ("Start_Lat", "14.9", .latitude), ("Start_Lat", "x", .latitude), ("Start_Lng", "-59.9", .longitude), ("Start_Lng", "", .longitude),
            ("State", "PR", .state), ("State", "Texas", .state), ("Start_Time", "01/02/2020 03:04", .dateOrder),
        ])
    func rejects(column: String, value: String, reason: RejectionReason) async throws {
        // Behind the first chunk, which is where the order of dates is looked for.
        let folder = try TemporaryFolder()
        let file = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1"), Fixture.row("A-2", [column: value]), Fixture.row("A-3")]))
        let report = try await Fixture.run([file], into: folder) {
            $0.maximumRejectedShare = 1
            $0.chunkSize = 1
        }
        #expect(report.rejected == [reason: 1] && report.rowsRead == 3 && report.rowsAccepted == 2)
        let list = try String(contentsOfFile: try #require(report.rejectsPath), encoding: .utf8).components(separatedBy: "\n")
        #expect(list.count == 3 && list[1].hasPrefix("\(file),3,\(reason.rawValue),"))
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-3"])
    }

    @Test func anIndexWithoutANameIsNoDescription() async throws {
        let folder = try TemporaryFolder(), lines = [Fixture.header, Fixture.row("A-1"), Fixture.row("A-2", ["Description": "About A-1"])]
        for name in ["", "Unnamed: 0"] {
            let text = lines.enumerated().map { ($0.offset == 0 ? name : "\($0.offset)") + "," + $0.element }.joined(separator: "\n")
            let report = try await Fixture.run([try folder.write("a.csv", text)], into: folder)
            #expect(report.copies == 1 && report.inputs[0].ignoredColumns.isEmpty)
        }
    }

    @Test(arguments: ["2024-01-02 23:59:59", "2000-01-01 00:00:00", "2020-02-29T12:00:00.5Z", "2020-01-02 03:04"])
    func accepts(time: String) async throws {
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1", ["Start_Time": time])]))
        #expect(try await Fixture.run([file], into: folder).rowsAccepted == 1)
    }

    @Test func textIsCleaned() async throws {
        let rows = [
            Fixture.row("A-1", ["City": "\u{A0}St.\u{A0}Paul ", "Description": "\"Two\nlines, \"\"quoted\"\" &amp; more\""]),
            Fixture.row("\"A-2\"", ["City": "NA", "Description": "5\" of snow", "Source": "MapQuest-Bing", "Temperature(F)": "NA"]),
            Fixture.row("A-3", ["City": "\"NA\"", "Source": "Bing", "Stop": "1", "Sunrise_Sunset": "Nig"]),
        ]
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", "\u{FEFF}" + Fixture.csv(rows, lineEnd: "\r\n"))
        let report = try await Fixture.run([file], into: folder)
        #expect(report.rowsAccepted == 3 && report.nulled == ["Sunrise_Sunset": 1])
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-2", "A-3"])
        #expect(try Fixture.strings(.city, in: folder) == ["St. Paul", nil, "NA"])
        #expect(try Fixture.strings(.description, in: folder) == ["Two\nlines, \"quoted\" & more", "5\" of snow", "About A-3"])
        #expect(try Fixture.strings(.source, in: folder) == ["Source1", "Source3", "Source1"])
        #expect(try Fixture.strings(.sunriseSunset, in: folder) == ["Day", "Day", nil])
        #expect(try Fixture.strings(.trafficControlType, in: folder) == ["None", "None", "Stop"])
        let stops = try Fixture.vectors(.stop, in: folder) { (vector: BooleanVector, row) in vector.values[row] }
        #expect(stops == [0, 0, 1])
    }

    @Test func entitiesAreDecodedOnce() async throws {
        let rows = [
            Fixture.row("A-1", ["Description": "\"a &amp;lt; b &amp;amp; c\"", "City": "&amp;lt;\u{A0}&amp;gt;"]),
            Fixture.row("A-2", ["Description": "a &amp;lt; b", "City": "\"&amp;quot;\""]),
        ]
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows))
        try await Fixture.run([file], into: folder)
        #expect(try Fixture.strings(.description, in: folder) == ["a &lt; b &amp; c", "a &lt; b"])
        #expect(try Fixture.strings(.city, in: folder) == ["&lt; &gt;", "&quot;"])
    }

    @Test func textThatIsNotUTF8IsNulledAndCounted() async throws {
        let rows = [
            Fixture.row("A-1", ["City": "Ca\u{F1}on City", "Sunrise_Sunset": "Da\u{FF}"]), Fixture.row("A-2", ["Description": "\"caf\u{E9}\""]),
            Fixture.row("A-3", ["Source": "\u{E9}"]), Fixture.row("A-\u{E9}"),
        ]
        let folder = try TemporaryFolder(), file = folder.path + "/a.csv"
        try #require(Fixture.csv(rows).data(using: .isoLatin1)).write(to: URL(filePath: file))
        let valid = try folder.write("b.csv", Fixture.csv([Fixture.row("B-1", ["City": "Ca\u{F1}on City"])]))
        let report = try await Fixture.run([file, valid], into: folder)
        #expect(report.nulled == ["City": 1, "Description": 1, "Source": 1, "Sunrise_Sunset": 1] && report.rejected == [.malformedID: 1])
        #expect(try Fixture.strings(.city, in: folder) == [nil, "Los Angeles", "Los Angeles", "Ca\u{F1}on City"])
        #expect(try Fixture.strings(.description, in: folder) == ["About A-1", nil, "About A-3", "About B-1"])
    }

    @Test func impossibleValuesAreNulledAndCounted() async throws {
        let rows = [
            Fixture.row("A-1", ["Temperature(F)": "207", "Distance(mi)": "500.1", "End_Time": "2020-01-02 03:04:04"]),
            Fixture.row("A-2", ["Temperature(F)": "140", "Distance(mi)": "500", "End_Time": "2021-01-02 03:04:05"]),
            Fixture.row("A-3", ["Temperature(F)": "cold", "Stop": "maybe", "End_Time": "2021-01-02 03:04:06"]),
            Fixture.row("A-4", ["Temperature(F)": "", "End_Time": ""]),
        ]
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows))
        let report = try await Fixture.run([file], into: folder)
        #expect(report.nulled == ["temperature_fahrenheit": 2, "distance_miles": 1, "End_Time": 2, "Stop": 1])
        let temperatures = try Fixture.vectors(.temperature, in: folder) { (vector: DoubleVector, row) in vector.values[row] }
        #expect(temperatures == [nil, 140, nil, nil])
        #expect(try Fixture.strings(.temperatureCategory, in: folder) == [nil, "Hot", nil, nil])
        let ends = try Fixture.vectors(.endTime, in: folder) { (vector: TimestampVector, row) in vector.seconds[row] }
        #expect(ends == [nil, 1_609_556_645, nil, nil])
    }

    @Test func repeatedIDsAndCopies() async throws {
        let first = [Fixture.row("A-1"), Fixture.row("A-01", ["Description": "About A-1"]), Fixture.row("x", ["Description": "About A-1"])]
        let second = [Fixture.row("A-1", ["City": "Other"]), Fixture.row("x"), Fixture.row("A-1", ["Start_Time": "2020-02-02 00:00:00"])]
        for dropsCopies in [false, true] {
            let folder = try TemporaryFolder()
            let files = [try folder.write("a.csv", Fixture.csv(first)), try folder.write("b.csv", Fixture.csv(second))]
            let report = try await Fixture.run(files, into: folder) {
                $0.maximumRejectedShare = 0.34
                $0.dropsCopies = dropsCopies
            }
            #expect(report.copies == 2)
            #expect(report.rejected == (dropsCopies ? [.repeatedID: 2, .copy: 2] : [.repeatedID: 2]))
            #expect(report.inputs.map(\.rowsAccepted) == (dropsCopies ? [1, 1] : [3, 1]))
            #expect(try Fixture.strings(.id, in: folder) == (dropsCopies ? ["A-1", "A-1"] : ["A-1", "A-01", "x", "A-1"]))
        }
    }

    @Test func damagedRowsCostOnlyThemselves() async throws {
        var lines = Fixture.csv([Fixture.row("A-1"), Fixture.row("A-2", ["Description": "\"never closed"]), "", "a,b", Fixture.row("A-3")])
        lines += String(Fixture.row("A-4").prefix(40))
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", lines)
        let report = try await Fixture.run([file], into: folder)
        #expect(report.rejected == [.unclosedQuote: 1, .fieldCount: 1, .cutRow: 1] && report.rowsRead == 5)
        #expect(report.warnings.contains { $0.contains("middle of the row on line 7") })
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-3"])
        let list = try String(contentsOfFile: try #require(report.rejectsPath), encoding: .utf8)
        #expect(list.contains(",3,unclosed_quote,A-2,") && list.contains(",5,wrong_field_count,a,") && list.contains(",7,cut_row,A-4,"))
    }

    @Test(arguments: [1, 300, 4 << 20])
    func strayQuotesCostOnlyTheirLines(chunkSize: Int) async throws {
        let rows = (1...11).map { index in
            // Lines 3 and 9: the second quote is not the end of the first one's field.
            Fixture.row("A-\(index)", index == 2 || index == 8 ? ["Description": "\"plain"] : index == 5 ? ["Description": "\"two\nlines\""] : [:])
        }
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows))
        let report = try await Fixture.run([file], into: folder) {
            $0.maximumRejectedShare = 1
            $0.chunkSize = chunkSize
        }
        #expect(report.rowsRead == 11 && report.rejected == [.unclosedQuote: 2])
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-3", "A-4", "A-5", "A-6", "A-7", "A-9", "A-10", "A-11"])
        let list = try String(contentsOfFile: try #require(report.rejectsPath), encoding: .utf8)
        #expect(list.contains(",3,unclosed_quote,A-2,") && list.contains(",10,unclosed_quote,A-8,"))
    }

    @Test(
        "Files that cannot be imported say what to do",
        arguments: [
            ("", "input", "empty"), ("\n\n", "input", "no header"), ("a;b;c\n1;2;3\n", "input", "semicolons"), ("PK\u{3}\u{4}zip", "input", "zip"),
            ("ORC\u{0}", "input", "ORC file"), ("\u{0}\u{1}", "input", "no text"), ("ID,Severity\nA-1,2\n", "missingColumn", "“Start_Time”"),
            ("ID,id,Severity\n", "input", "the same"), ("ID,\"Severity\nA-1,2\n", "input", "never closed"),
            (ImportFixture.header + "\n", "input", "not one row"),
            (ImportFixture.csv([ImportFixture.row("A-1", ["Start_Time": "01/02/2020 03:04"])]), "dateOrder", "--date-order"),
        ])
    func refuses(text: String, code: String, words: String) async throws {
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", text)
        let error = try await #require(throws: SilverError.self) { try await Fixture.run([file], into: folder) }
        #expect(error.code.description == code && error.isInputError && "\(error)".contains(words))
        #expect("\(error)".contains(file))
    }

    @Test func refusesWhatIsNoFile() async throws {
        let folder = try TemporaryFolder()
        for (path, words) in [(folder.path, "folder"), (folder.path + "/absent.csv", "cannot open")] {
            let error = await #expect(throws: SilverError.self) { try await Fixture.run([path], into: folder) }
            #expect(error?.isInputError == true && error?.message.contains(words) == true)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/silver"))
    }

    @Test(arguments: [("13/02/2020 10:00", 2), ("02/13/2020 10:00", 2), ("02/03/2020 10:00", nil)] as [(String, Int?)])
    func dateOrderIsFoundInTheFile(telling: String, month: Int?) async throws {
        let rows = (1...40).map { Fixture.row("A-\($0)", ["Start_Time": "02/02/2020 10:00"]) } + [Fixture.row("A-99", ["Start_Time": telling])]
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows))
        // Small chunks: what tells lies behind the first, and the file is read a second time.
        func run() async throws -> ImportReport { try await Fixture.run([file], into: folder) { $0.chunkSize = 512 } }
        guard let month else {
            await #expect(throws: SilverError.self) { try await run() }
            let report = try await Fixture.run([file], into: folder) { $0.dateOrder = .monthFirst }
            return #expect(report.rowsAccepted == 41)
        }
        let report = try await run()
        #expect(report.rowsAccepted == 41 && report.written.partitions == 1 && report.inputs[0].dateOrder != nil)
        #expect(
            FileManager.default.fileExists(
                atPath: folder.path + "/silver/accidents_warehouse.db/accidents_clean/accident_year=2020/accident_month=\(month)"))
    }

    @Test(arguments: [512, 4 << 20])
    func dateOrderIsFoundInALastLineWithoutEnd(chunkSize: Int) async throws {
        let rows = ["02/02/2020 10:00", "02/03/2020 10:00", "13/02/2020 10:00"].enumerated().map {
            Fixture.row("A-\($0.offset)", ["Start_Time": $0.element, "End_Time": ""])
        }
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", String(Fixture.csv(rows).dropLast()))
        let report = try await Fixture.run([file], into: folder) { $0.chunkSize = chunkSize }
        #expect(report.rowsAccepted == 3 && report.inputs[0].dateOrder == .dayFirst)
    }

    @Test(arguments: [1, 700, 4 << 20])
    func linesMayEndWithReturns(chunkSize: Int) async throws {
        let rows = [Fixture.row("A-1"), Fixture.row("A-2", ["Description": "\"a, b\""]), Fixture.row("A-3", ["Severity": "9"])]
        let folder = try TemporaryFolder(), file = try folder.write("a.csv", Fixture.csv(rows, lineEnd: "\r"))
        let report = try await Fixture.run([file], into: folder) {
            $0.maximumRejectedShare = 1
            $0.chunkSize = chunkSize
        }
        #expect(report.rowsRead == 3 && report.rowsAccepted == 2 && report.warnings.count == 1)
        #expect(try Fixture.strings(.description, in: folder) == ["About A-1", "a, b"])
        let list = try String(contentsOfFile: try #require(report.rejectsPath), encoding: .utf8)
        #expect(list.contains("\(file),4,bad_severity,A-3,9,"))
    }

    @Test func gateLeavesTheOldSilver() async throws {
        let folder = try TemporaryFolder()
        let good = try folder.write("a.csv", Fixture.csv([Fixture.row("A-1")]))
        let bad = try folder.write("b.csv", Fixture.csv([Fixture.row("A-2"), Fixture.row("A-3", ["Severity": "9"])]))
        try await Fixture.run([good], into: folder)
        let error = await #expect(throws: SilverError.self) { try await Fixture.run([bad], into: folder) { $0.maximumRejectedShare = 0.49 } }
        #expect(error?.code == .rejectedShare && error?.message.contains("1 of 2 rows (50 %)") == true)
        #expect(try Fixture.strings(.id, in: folder) == ["A-1"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/silver/accidents_warehouse.db").count == 3)
        #expect(error?.message.contains("/silver/_rejected_rows.failed.csv") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/silver").count == 2)
    }

    @Test func appending() async throws {
        let folder = try TemporaryFolder()
        let first = try folder.write(
            "a.csv", Fixture.csv([Fixture.row("A-1", ["Temperature(F)": "50"]), Fixture.row("A-2", ["Start_Time": "2020-03-01 00:00:00"])]))
        let second = try folder.write("b.csv", Fixture.csv([Fixture.row("A-1"), Fixture.row("A-3", ["Temperature(F)": "61"])]))
        try await Fixture.run([first], into: folder)
        let report = try await Fixture.run([second], into: folder) {
            $0.appends = true
            $0.maximumRejectedShare = 0.5
        }
        #expect(report.rejected == [.repeatedID: 1] && report.rowsAccepted == 1)
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-3", "A-2"])
        try await Fixture.run([second], into: folder) {
            $0.appends = true
            $0.idPrefix = "b-"
        }
        #expect(try Fixture.strings(.id, in: folder) == ["A-1", "A-3", "b-A-1", "b-A-3", "A-2"])
        let weather = try HiveTable(name: "", path: SilverWarehouse(folder.path + "/silver").path(of: .weather))
        let file = try #require(weather.partitions.first?.files.first)
        let reader = try ORCFile(path: file.path).reader(columns: ["accident_count", "avg_temperature", "max_temperature"])
        let rows = try #require(try reader.next())
        let count = try #require(rows.children[0] as? IntegerVector).values[0]
        let average = try #require(rows.children[1] as? DoubleVector).values[0]
        let maximum = try #require(rows.children[2] as? DoubleVector).values[0]
        #expect(rows.count == 1 && count == 5 && maximum == 61)
        #expect(abs(average - (50 + 60.5 + 61 + 60.5 + 61) / 5) < 1e-12)
    }
}
