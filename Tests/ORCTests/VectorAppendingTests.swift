import ORC
import TestSupport
import Testing

/// Vectors that are filled row by row hold what was put in, in the form that writers read.
@Suite("Vectors are filled without pointers") struct VectorAppendingTests {
    private static func texts(_ vector: StringVector) -> [String?] {
        (0..<vector.count).map { vector.isPresent($0) ? String(decoding: vector.value($0), as: UTF8.self) : nil }
    }

    @Test func textsBytesAndNulls() {
        let vector = StringVector()
        vector.append("a")
        vector.append("")
        #expect(!vector.hasNulls)
        vector.appendNull()
        vector.append([0x62, 0x63])
        vector.append(String?.none)
        vector.append("é")
        #expect(Self.texts(vector) == ["a", "", nil, "bc", nil, "é"])
        #expect((0...6).map { vector.offsets[$0] } == [0, 1, 1, 1, 3, 3, 5])
        #expect(vector.hasNulls && (0..<6).map { vector.present[$0] } == [1, 1, 0, 1, 0, 1])
    }

    @Test func fillingReplacesRowsAndDictionary() {
        let vector = StringVector(), dictionary = StringDictionary()
        vector.fill(with: ["x", nil])
        vector.dictionary = dictionary
        vector.fill(with: ["long enough to need room", "y"])
        #expect(vector.dictionary == nil && !vector.hasNulls && Self.texts(vector) == ["long enough to need room", "y"])
        vector.removeAll()
        #expect(vector.count == 0 && vector.offsets[0] == 0)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func anyTexts(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let vector = StringVector()
        for _ in 0..<20 {
            let values = (0..<Int.random(in: 0...300, using: &random)).map { _ -> String? in
                let length = Int.random(in: -1...40, using: &random)
                return length < 0 ? nil : String(repeating: "ü", count: length)
            }
            vector.fill(with: values)
            guard Self.texts(vector) == values else {
                Issue.record("seed \(seed): \(values.count) texts come back as others")
                return
            }
        }
    }

    @Test func numbers() {
        let integers = IntegerVector(), doubles = DoubleVector()
        for value in [7, nil, -1] as [Int64?] { integers.append(value) }
        for value in [0.5, nil] as [Double?] { doubles.append(value) }
        #expect((0..<3).map { integers.isPresent($0) ? integers.values[$0] : nil } == [7, nil, -1])
        #expect((0..<2).map { doubles.isPresent($0) ? doubles.values[$0] : nil } == [0.5, nil])
        integers.fill(with: [1, 2])
        #expect(integers.count == 2 && !integers.hasNulls && integers.values.elements(0..<2) == [1, 2])
        #expect(integers.values.elements(1..<1).isEmpty)
    }

    @Test func lists() {
        let elements = IntegerVector(), lists = ListVector(elements)
        elements.fill(with: [1, 2, 3])
        for length in [2, 0, 1] { lists.append(length: length) }
        #expect((0..<3).map { lists.cell($0) } == [.several([.integer(1), .integer(2)]), .several([]), .several([.integer(3)])])
    }

    /// A vector of any kind that had other rows before is written as null throughout.
    @Test func nullsOfEveryKind() throws {
        let folder = try TemporaryFolder()
        var generator = CellGenerator(seed: 5)
        let fields = TestTable.everyType + [TestTable.union]
        let batch = TestTable(fields, rows: 40, &generator).batch(0..<40)
        batch.count = 50
        for child in batch.children { child.fillNull(50) }
        let writer = try ORCWriter(path: folder / "nulls.orc", schema: .row(fields))
        try writer.write(batch)
        try writer.close()
        let expected = TestTable(fields, columns: fields.map { _ in [Cell](repeating: .null, count: 50) })
        try expectEqual(try TestTable.read(folder / "nulls.orc"), expected, "filled with nulls")
    }

    @Test func rowsAreChosenByAnArray() throws {
        let folder = try TemporaryFolder()
        let texts = StringVector()
        texts.fill(with: ["a", nil, "c", "d"])
        let batch = StructVector([texts])
        batch.count = texts.count
        let schema = ORCType.row([("text", ORCType(.string))])
        let writer = try ORCWriter(path: folder / "rows.orc", schema: schema)
        try writer.write(batch, rows: [3, 1, 0])
        #expect(throws: ORCError.self) { try writer.write(batch, rows: [4]) }
        let another = try ORCWriter(path: folder / "chosen.orc", schema: schema)
        try another.write(batch, rows: [3, 1, 0])
        try another.close()
        #expect(try TestTable.read(folder / "chosen.orc") == [[.bytes(Array("d".utf8)), .null, .bytes(Array("a".utf8))]])
    }
}
