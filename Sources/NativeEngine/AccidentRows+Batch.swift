import Accidents
import Cubes
import ORC
import Silver

extension AccidentRows {
    /// The rows of a batch that holds ``columns``.
    init(_ batch: AccidentBatch) {
        let rows = 0..<batch.count
        let (state, severity, day, hour) = (batch.state.pointer, batch.severity.pointer, batch.day.pointer, batch.hour.pointer)
        let (equipment, safety, distance) = (batch.infrastructureCount.pointer, batch.safetyEquipmentScore.pointer, batch.distanceMiles)
        let (offsets, identifiers) = batch.identifierText()
        self.init(
            identifiers: identifiers, offsets: offsets, state: Texts(codes: rows.map { Int32(state[$0]) }, dictionary: USState.abbreviations),
            city: Texts(batch.city, rows), severity: rows.map { Int64(severity[$0]) }, date: rows.map { day[$0] },
            hour: rows.map { Int64(hour[$0]) }, weather: Texts(batch.weatherCategory, rows), temperature: Texts(batch.temperatureCategory, rows),
            infrastructureCount: rows.map { Int64(equipment[$0]) }, safetyEquipmentScore: rows.map { safety[$0] },
            distanceMiles: rows.map { distance.values[$0] }, distancePresent: rows.map { distance.present[$0] })
    }
}

extension AccidentRows.Texts {
    fileprivate init(_ column: DictionaryColumn, _ rows: Range<Int>) {
        let codes = column.codes.pointer
        self.init(codes: rows.map { codes[$0] }, dictionary: column.texts)
    }
}
