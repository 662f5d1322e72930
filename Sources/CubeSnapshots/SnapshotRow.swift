import Accidents
import Cubes
import ORC
import Silver

/// A row of a snapshot's file: a piece of a cube, of the identifiers or of the rejected rows.
struct SnapshotRow: Sendable {
    var name: String
    var keys: [[Int32]] = []
    var texts: [[[UInt8]]] = []
    var measures: [[Int64]] = []

    /// A number made of everything in the row; two rows that differ have different ones, but for one in 2⁶⁴.
    private var checksum: UInt64 {
        var sum = Checksum()
        sum.add(name.utf8)
        for column in keys {
            sum.add(UInt64(column.count))
            for key in column { sum.add(UInt64(UInt32(bitPattern: key))) }
        }
        for column in texts {
            sum.add(UInt64(column.count))
            for text in column { sum.add(text) }
        }
        for column in measures {
            sum.add(UInt64(column.count))
            for value in column { sum.add(UInt64(bitPattern: value)) }
        }
        return sum.value
    }

    /// The checksum of rows in their order.
    static func checksum(_ rows: [SnapshotRow]) -> UInt64 {
        var sum = Checksum()
        for row in rows { sum.add(row.checksum) }
        return sum.value
    }

    /// The checksum of a text.
    static func checksum(_ text: [UInt8]) -> UInt64 {
        var sum = Checksum()
        sum.add(text)
        return sum.value
    }

    private struct Checksum {
        private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15
        @inline(__always)
        mutating func add(_ number: UInt64) {
            value = (value ^ number) &* 0xbf58_476d_1ce4_e5b9
            value ^= value >> 29
        }
        mutating func add(_ text: some Sequence<UInt8>) {
            var count: UInt64 = 0
            for byte in text {
                add(UInt64(byte))
                count += 1
            }
            add(count)
        }
    }
}

// MARK: Between rows and snapshots

extension SnapshotRow {
    static func rows(of snapshot: CubeSnapshot) -> [SnapshotRow] {
        snapshot.cubes.flatMap(rows) + rows(snapshot.identifiers) + [row(snapshot.rejected)]
    }

    private static func rows(_ cube: Cube) -> [SnapshotRow] {
        pieces(cube.cellCount).enumerated().map { index, piece in
            SnapshotRow(
                name: cube.spec.name, keys: cube.keys.map { Array($0[piece]) },
                texts: cube.dictionaries.map { index == 0 ? $0.map { Array($0.utf8) } : [] }, measures: cube.columns.map { Array($0[piece]) })
        }
    }

    private static func rows(_ identifiers: PartitionIdentifiers) -> [SnapshotRow] {
        let numbers = pieces(identifiers.numbers.count).enumerated().map { index, piece in
            SnapshotRow(
                name: SnapshotFile.identifiers, texts: index == 0 ? [identifiers.texts] : [],
                measures: [identifiers.numbers[piece].map { Int64(bitPattern: $0) }])
        }
        let words = pieces(identifiers.words.count).map { piece in
            SnapshotRow(name: SnapshotFile.identifierWords, measures: [identifiers.words[piece].map { Int64(bitPattern: $0) }])
        }
        return numbers + words
    }

    private static func row(_ rejected: [RejectedRow]) -> SnapshotRow {
        SnapshotRow(
            name: SnapshotFile.rejected,
            texts: [
                rejected.map { Array(($0.id ?? "").utf8) }, rejected.map { Array($0.file.utf8) }, rejected.map { Array($0.reason.rawValue.utf8) },
            ],
            measures: [rejected.map { Int64($0.row) }])
    }

    /// At least one piece, so that an empty cube is there too.
    private static func pieces(_ count: Int) -> [Range<Int>] {
        let starts = Array(stride(from: 0, to: max(count, 1), by: SnapshotFile.cellsPerRow))
        return starts.map { $0..<min($0 + SnapshotFile.cellsPerRow, count) }
    }
}

extension CubeSnapshot {
    /// Puts the rows of a file together. Nil when they are not what the specs ask for.
    init?(_ rows: [SnapshotRow], _ header: SnapshotFile.Header, _ specs: [CubeSpec]) {
        let pieces = Dictionary(grouping: rows, by: \.name)
        rules = header.rules
        entries = header.entries
        cubes = []
        for spec in specs {
            guard let cube = pieces[spec.name].flatMap({ Cube($0, spec) }) else { return nil }
            cubes.append(cube)
        }
        guard let identifiers = pieces[SnapshotFile.identifiers], let words = pieces[SnapshotFile.identifierWords],
            (identifiers + words).allSatisfy({ $0.measures.count == 1 }),
            let rejected = pieces[SnapshotFile.rejected]?.first.flatMap(Self.rejectedRows)
        else { return nil }
        self.identifiers = PartitionIdentifiers(
            numbers: identifiers.flatMap { $0.measures[0].map { UInt64(bitPattern: $0) } },
            words: words.flatMap { $0.measures[0].map { UInt64(bitPattern: $0) } }, texts: identifiers.flatMap { $0.texts.first ?? [] })
        self.rejected = rejected
    }

    private static func rejectedRows(_ row: SnapshotRow) -> [RejectedRow]? {
        guard row.texts.count == 3, row.measures.count == 1, row.texts.allSatisfy({ $0.count == row.measures[0].count }) else { return nil }
        var rejected: [RejectedRow] = []
        for (index, number) in row.measures[0].enumerated() {
            let texts = row.texts.map { String(decoding: $0[index], as: UTF8.self) }
            guard let reason = RejectionReason(rawValue: texts[2]) else { return nil }
            rejected.append(RejectedRow(id: texts[0].isEmpty ? nil : texts[0], file: texts[1], row: Int(number), reason: reason))
        }
        return rejected
    }
}

extension Cube {
    /// Puts the pieces of a cube together. Nil when they are not of this spec, or a key points to no text.
    fileprivate init?(_ pieces: [SnapshotRow], _ spec: CubeSpec) {
        let width = spec.columnNames.count
        guard
            pieces.allSatisfy({ piece in
                piece.keys.count == spec.dimensions.count && piece.texts.count == spec.dimensions.count && piece.measures.count == width
                    && (piece.keys.map(\.count) + piece.measures.map(\.count)).allSatisfy { $0 == piece.measures[0].count }
            })
        else { return nil }
        let keys = spec.dimensions.indices.map { index in pieces.flatMap { $0.keys[index] } }
        let texts = spec.dimensions.indices.map { index in pieces[0].texts[index].map { String(decoding: $0, as: UTF8.self) } }
        for (index, dimension) in spec.dimensions.enumerated() where dimension.isText {
            guard keys[index].allSatisfy({ $0 >= Cube.nullKey && $0 < Int32(texts[index].count) }) else { return nil }
        }
        self.init(spec: spec, keys: keys, dictionaries: texts, columns: (0..<width).map { index in pieces.flatMap { $0.measures[index] } })
    }
}

// MARK: Between rows and vectors

extension SnapshotRow {
    /// A batch of this row alone, in the form of ``SnapshotFile/schema``.
    func vector() -> StructVector {
        let names = StringVector()
        names.append(name)
        let keyVector = IntegerVector(), textVector = StringVector(), measureVector = IntegerVector()
        keyVector.fill(with: keys.flatMap { $0.map { Int64($0) } })
        for text in texts.joined() { textVector.append(text) }
        measureVector.fill(with: measures.flatMap(\.self))
        let children: [ColumnVector] = [
            names, Self.nested(keyVector, keys.map(\.count)), Self.nested(textVector, texts.map(\.count)),
            Self.nested(measureVector, measures.map(\.count)),
        ]
        let vector = StructVector(children)
        vector.count = 1
        return vector
    }

    /// One row: a list of lists of these lengths.
    private static func nested(_ elements: ColumnVector, _ lengths: [Int]) -> ListVector {
        let inner = ListVector(elements), outer = ListVector(inner)
        for length in lengths { inner.append(length: length) }
        outer.append(length: lengths.count)
        return outer
    }

    /// The only row of `batch`. Nil when its columns are not those of ``SnapshotFile/schema``.
    init?(_ batch: StructVector) {
        guard batch.count == 1, batch.children.count == 4, let names = batch.children[0] as? StringVector,
            let keys = Self.lists(batch.children[1]), let keyVector = keys.elements as? IntegerVector,
            let texts = Self.lists(batch.children[2]), let textVector = texts.elements as? StringVector,
            let measures = Self.lists(batch.children[3]), let measureVector = measures.elements as? IntegerVector
        else { return nil }
        name = String(decoding: names.value(0), as: UTF8.self)
        self.keys = Self.ranges(keys).map { keyVector.values.elements($0).map { Int32(truncatingIfNeeded: $0) } }
        self.texts = Self.ranges(texts).map { range in range.map { Array(textVector.value($0)) } }
        self.measures = Self.ranges(measures).map { measureVector.values.elements($0) }
    }

    private static func lists(_ column: ColumnVector) -> ListVector? { (column as? ListVector)?.elements as? ListVector }

    private static func ranges(_ lists: ListVector) -> [Range<Int>] {
        (0..<lists.count).map { Int(lists.offsets[$0])..<Int(lists.offsets[$0 + 1]) }
    }
}
