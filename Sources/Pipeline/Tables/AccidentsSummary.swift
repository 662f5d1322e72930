import Accidents
import Cubes
import Gold

/// Makes rows of `accidents_summary` of accepted accidents.
func accidentsSummary(_ rows: AccidentRows) throws(GoldError) -> RowBatch {
    let safety = rows.safetyEquipmentScore
    return try RowBatch(
        for: .accidentsSummary,
        [
            "id": .init(.text(offsets: rows.offsets, bytes: rows.identifiers)),
            "state": text(rows.state),
            "city": text(rows.city),
            "severity": .init(.integers(rows.severity)),
            "accident_date": .init(.dates(rows.date)),
            "accident_hour": .init(.integers(rows.hour)),
            "weather_category": text(rows.weather),
            "temperature_category": text(rows.temperature),
            "infrastructure_count": .init(.integers(rows.infrastructureCount), present: presence(rows.infrastructureCount)),
            "safety_score": .init(
                .doubles(safety.map { Double($0) / Double(InfrastructureFlag.maximumSafetyScore) }), present: presence(safety)),
            "distance_miles": .init(.doubles(rows.distanceMiles), present: rows.distancePresent.contains(0) ? rows.distancePresent : nil),
        ])
}

private func text(_ texts: AccidentRows.Texts) -> RowBatch.Column {
    .init(.dictionary(codes: texts.codes, dictionary: texts.dictionary), present: presence(texts.codes))
}

/// One byte per row, 0 where the value is below zero, which stands for null; nil when none is.
private func presence(_ values: [some SignedInteger]) -> [UInt8]? {
    values.contains { $0 < 0 } ? values.map { $0 < 0 ? 0 : 1 } : nil
}
