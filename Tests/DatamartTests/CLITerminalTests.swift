import Testing

@testable import DatamartCLI

/// What people see: tables, numbers, progress.
@Suite struct CLITerminalTests {
    @Test func columnsAreAligned() {
        let table = TextTable(columns: [.text("table"), .number("rows"), .text("note")], rows: [["kpis_security", "9", "é"], ["x", "15,625"]])
        let expected = """
            table            rows  note
            ─────────────  ──────  ────
            kpis_security       9  é
            x              15,625

            """
        #expect(table.rendered() == expected)
        #expect(table.rendered(colors: true).hasPrefix("\u{1B}[1mtable"))
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (Int.min, "-9,223,372,036,854,775,808"), (100_000, "100,000"),
    ])
    func numbersAreGrouped(number: Int, text: String) {
        #expect(grouped(number) == text)
    }

    @Test(arguments: [
        (0.42, "0.42 s"), (9.999, "10.00 s"), (42, "42 s"), (59.6, "1:00"), (200, "3:20"), (3800, "1:03:20"), (.infinity, "277777:46:40"),
    ])
    func durationsReadWell(seconds: Double, text: String) {
        #expect(duration(seconds) == text)
    }

    @Test func progressSaysWhatIsKnown() {
        let half = ProgressLine(label: "Importing", rows: 1_000_000, fraction: 0.5, seconds: 10)
        #expect(half.text(width: 120) == "Importing  ━━━━━━━━━━━━──────────── 50 %  1,000,000 rows  100,000 rows/s  10 s left")
        let unknown = ProgressLine(label: "Importing", rows: 5, fraction: nil, seconds: 0.1)
        #expect(unknown.text(width: 120) == "Importing  5 rows")
        #expect(half.text(width: 20).count == 19)
        let over = ProgressLine(label: "S", rows: 1, fraction: 7, seconds: 0)
        #expect(over.text(width: 80).contains("100 %"))
    }
}
