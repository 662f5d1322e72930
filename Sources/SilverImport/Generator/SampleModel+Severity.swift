import ORC
import Silver

extension SampleModel {
    /// Severity by state, source and year; the flags by severity.
    func drawSeverity(_ batch: SampleBatch, _ month: SampleMonth, _ random: inout RandomStream) {
        let severities = batch.severity.values.pointer
        let source = batch.source.codes.pointer, place = batch.place.pointer, flagSet = batch.flagSet.pointer
        let years = severity.count / ((states.map(\.severityGroup).max() ?? 0) + 1) / names.sources.count
        for row in 0..<batch.count {
            let group = states[Int(places[Int(place[row])].state)].severityGroup
            let table = (group * names.sources.count + Int(source[row])) * years + month.yearIndex
            let value = severity[table].draw(&random) + 1
            severities[row] = Int64(value)
            flagSet[row] = flagMasks[value >= 3 ? severeFlags.draw(&random) : mildFlags.draw(&random)]
        }
        for (bit, vector) in batch.flags.enumerated() {
            let values = vector.values.pointer
            for row in 0..<batch.count { values[row] = UInt8(flagSet[row] >> UInt16(bit) & 1) }
        }
    }
}
