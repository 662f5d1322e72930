import Accidents
import Cubes
import Gold

/// Makes rows of `accidents_summary` of accepted accidents.
func accidentsSummary(_ rows: AccidentRows) -> RowBatch {
    let safety = rows.safetyEquipmentScore
    return RowBatch(
        rowCount: rows.count,
        columns: [
            .init(.text(offsets: rows.offsets, bytes: rows.identifiers)),
            text(rows.state),
            text(rows.city),
            .init(.integers(rows.severity)),
            .init(.dates(rows.date)),
            .init(.integers(rows.hour)),
            text(rows.weather),
            text(rows.temperature),
            .init(.integers(rows.infrastructureCount), present: presence(rows.infrastructureCount)),
            .init(.doubles(safety.map { Double($0) / Double(InfrastructureFlag.maximumSafetyScore) }), present: presence(safety)),
            .init(.doubles(rows.distanceMiles), present: rows.distancePresent.contains(0) ? rows.distancePresent : nil),
        ])
}

private func text(_ texts: AccidentRows.Texts) -> RowBatch.Column {
    .init(.dictionary(codes: texts.codes, dictionary: texts.dictionary), present: presence(texts.codes))
}

/// One byte per row, 0 where the value is below zero, which stands for null; nil when none is.
private func presence(_ values: [some SignedInteger]) -> [UInt8]? {
    values.contains { $0 < 0 } ? values.map { $0 < 0 ? 0 : 1 } : nil
}
