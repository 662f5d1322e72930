import ORC
import Silver

extension SampleModel {
    /// Source, start, end, and in which rows the CSV writes fractional seconds.
    func drawTimes(_ batch: SampleBatch, _ month: SampleMonth, _ random: inout RandomStream) {
        let source = CodeColumn(batch.source)
        let starts = batch.startTime.seconds.pointer, startNanoseconds = batch.startTime.nanoseconds.pointer
        let ends = batch.endTime.seconds.pointer, endNanoseconds = batch.endTime.nanoseconds.pointer
        let isFractional = batch.isFractional.pointer
        for row in 0..<batch.count {
            let feed = month.source.draw(&random)
            source.put(row, Int32(feed))
            let day = month.days.draw(&random)
            let hour = hours[month.isWeekend[day] ? 1 : 0].draw(&random)
            let start = ((month.firstDay + day) * 24 + hour) * 3_600 + random.below(3_600)
            let fractional = feed == 0 && random.chance(month.fractionalShare)
            // Nearly all real fractions are zero.
            let nanoseconds = fractional && random.below(50) == 0 ? Int32(random.below(1_000)) * 1_000_000 : 0
            starts[row] = Int64(start)
            ends[row] = Int64(start + Int(duration.value(at: random.uniform()) * 60))
            startNanoseconds[row] = nanoseconds
            endNanoseconds[row] = nanoseconds
            isFractional[row] = fractional ? 1 : 0
        }
    }

    /// Sunrise_Sunset and the three twilights.
    func drawDaylight(_ batch: SampleBatch, _ month: SampleMonth, _ random: inout RandomStream) {
        let columns = batch.daylight.map { CodeColumn($0) }
        let starts = batch.startTime.seconds.pointer, place = batch.place.pointer
        let latitude = batch.startLatitude.values.pointer, longitude = batch.startLongitude.values.pointer
        let nullShare = nulls["Sunrise_Sunset"] ?? 0
        for row in 0..<batch.count {
            let state = states[Int(places[Int(place[row])].state)]
            let minuteOfMonth = Int(starts[row]) / 60 - month.firstDay * 1_440
            let day = minuteOfMonth / 1_440
            let saving = month.isDaylightSaving[day] && state.observesDaylightSaving
            let bits = daylight.bits(
                dayOfYear: month.firstDayOfYear + day, minute: minuteOfMonth % 1_440 - (saving ? 60 : 0), latitude: latitude[row],
                longitude: longitude[row], meridian: state.meridian)
            let isNull = random.chance(nullShare)
            for twilight in 0..<4 { columns[twilight].put(row, isNull ? -1 : bits >> UInt8(twilight) & 1 == 1 ? 0 : 1) }
        }
    }
}
