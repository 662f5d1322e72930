import Gold
import ORC
import Silver

/// What ``accidentsSummary(_:)`` reads of a batch besides the columns that every batch has.
let summaryColumns: Set<AccidentColumn> = [
    .city, .weatherCategory, .temperatureCategory, .infrastructureCount, .safetyEquipmentScore, .distance,
]

/// Makes rows of `accidents_summary` from a batch of accepted accidents, in the order of the table's columns.
func accidentsSummary(_ batch: AccidentBatch) -> RowBatch {
    let (offsets, bytes) = batch.identifierText()
    let rows = 0..<batch.count
    let (state, severity, day, hour) = (batch.state.pointer, batch.severity.pointer, batch.day.pointer, batch.hour.pointer)
    let (safety, distance) = (batch.safetyEquipmentScore.pointer, batch.distanceMiles)
    return RowBatch(
        rowCount: batch.count,
        columns: [
            .init(.text(offsets: offsets, bytes: bytes)),
            .init(.dictionary(codes: rows.map { Int32(state[$0]) }, dictionary: USState.abbreviations)),
            text(batch.city, rows),
            .init(.integers(rows.map { Int64(severity[$0]) })),
            .init(.dates(rows.map { day[$0] })),
            .init(.integers(rows.map { Int64(hour[$0]) })),
            text(batch.weatherCategory, rows),
            text(batch.temperatureCategory, rows),
            .init(.integers(rows.map { Int64(batch.infrastructureCount[$0]) }), present: presence(rows) { batch.infrastructureCount[$0] >= 0 }),
            .init(
                .doubles(rows.map { Double(safety[$0]) / Double(InfrastructureFlag.maximumSafetyScore) }), present: presence(rows) { safety[$0] >= 0 }
            ),
            .init(.doubles(rows.map { distance.values[$0] }), present: presence(rows) { distance.present[$0] != 0 }),
        ])
}

private func text(_ column: DictionaryColumn, _ rows: Range<Int>) -> RowBatch.Column {
    let codes = rows.map { column.codes[$0] }
    return .init(.dictionary(codes: codes, dictionary: column.texts), present: presence(rows) { codes[$0] >= 0 })
}

/// One byte a row, 0 where there is no value; nil when there is one everywhere.
private func presence(_ rows: Range<Int>, _ isPresent: (Int) -> Bool) -> [UInt8]? {
    let bytes = rows.map { isPresent($0) ? UInt8(1) : 0 }
    return bytes.contains(0) ? bytes : nil
}
