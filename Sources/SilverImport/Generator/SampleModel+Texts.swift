import Accidents
import ORC
import Silver

extension SampleModel {
    /// ID, Street and Description. A place has streets of its own, so that the same names come back there.
    func writeTexts(_ batch: SampleBatch, firstID: Int, _ random: inout RandomStream) {
        let count = batch.count
        var id = TextColumn(batch.id, rows: count, longest: 24)
        var street = TextColumn(batch.street, rows: count, longest: 64)
        var description = TextColumn(batch.description, rows: count, longest: 320)
        let source = batch.source.codes.pointer, place = batch.place.pointer, flagSet = batch.flagSet.pointer
        let hasStreetSpace = batch.hasStreetSpace.pointer
        let streetNulls = nulls["Street"] ?? 0
        for row in 0..<count {
            id.append("A-")
            id.append(firstID + row)
            id.endRow(row)
            let index = Int(place[row])
            // Equipment stands at crossings of streets, seldom on highways.
            let isHighway = random.chance(flagSet[row] & InfrastructureFlag.controlMask == 0 ? 0.55 : 0.1)
            let road = road(at: index, isHighway: isHighway, &random)
            let isNull = random.chance(streetNulls)
            hasStreetSpace[row] = !isNull && !isHighway && source[row] == 0 && random.below(5) < 2 ? 1 : 0
            if !isNull { write(road, to: &street) }
            street.endRow(row, isPresent: !isNull)
            writeDescription(&description, of: road, at: index, feed: Int(source[row]), &random)
            description.endRow(row)
        }
    }

    /// A road: its name follows from the state's letters and the bits.
    private struct Road {
        var isHighway: Bool
        var state: StateFacts
        var bits: UInt64
    }

    /// A highway of the state or a street of the place, some far more often than others.
    private func road(at place: Int, isHighway: Bool, _ random: inout RandomStream) -> Road {
        let here = places[place]
        let u = random.uniform()
        let rank = Int(u * u * (isHighway ? 24 : Double(here.streets)))
        let owner = isHighway ? Int(here.state) : 1_000 + place
        return Road(
            isHighway: isHighway, state: states[Int(here.state)], bits: RandomStream.mix(UInt64(owner) << 20 | UInt64(rank)))
    }

    private func write(_ road: Road, to text: inout TextColumn) {
        if road.isHighway {
            writeHighway(road, to: &text)
            words.bearings.append(Int(road.bits & 3), to: &text)
        } else {
            writeStreet(road.bits, to: &text)
        }
    }

    /// `I-95`, `US-41` or `CA-17`.
    private func writeHighway(_ road: Road, to text: inout TextColumn) {
        switch road.bits >> 8 & 3 {
        case 0, 1: text.append("I-")
        case 2: text.append("US-")
        default:
            text.append(road.state.first)
            text.append(road.state.second)
            text.append(UInt8(ascii: "-"))
        }
        text.append(Int(road.bits >> 16 & 0x7F) + 1)
    }

    /// `N Main St`, `42nd Ave` or `County Road 210`.
    private func writeStreet(_ bits: UInt64, to text: inout TextColumn) {
        words.directions.append(Int(bits >> 4 & 7), to: &text)
        switch bits >> 8 & 7 {
        case 0: writeNumberedStreet(Int(bits >> 16 & 0x7F) + 1, to: &text)
        case 1:
            words.routes.append(Int(bits >> 12 & 3), to: &text)
            text.append(Int(bits >> 16 & 0x3FF) + 1)
            return
        default:
            words.streets.append(Int(bits >> 16 & 0xFFFF) % words.streets.count, to: &text)
            words.streetSeconds.append(Int(bits >> 48 & 15), to: &text)
        }
        text.append(UInt8(ascii: " "))
        // The product of two uniforms: the first forms are the commonest.
        let form = (bits >> 32 & 0xFF) * (bits >> 40 & 0xFF) * UInt64(words.streetForms.count) >> 16
        words.streetForms.append(Int(form), to: &text)
    }

    private func writeNumberedStreet(_ number: Int, to text: inout TextColumn) {
        text.append(number)
        let ordinal = (11...13).contains(number % 100) ? 0 : number % 10
        words.ordinalEndings.append(ordinal < 4 ? ordinal : 0, to: &text)
    }

    /// A sentence in the manner of the feed: Source1 tells of queues and places, the others of lanes and exits.
    private func writeDescription(_ text: inout TextColumn, of road: Road, at place: Int, feed: Int, _ random: inout RandomStream) {
        let cross = self.road(at: place, isHighway: false, &random)
        let bits = random.next()
        switch (feed == 0, bits & 3) {
        case (true, 0):
            text.append("At ")
            write(cross, to: &text)
            text.append(" - Crash. ")
            writeConsequence(bits, to: &text)
        case (true, 1):
            text.append("Incident on ")
            let name = text.position
            write(road, to: &text)
            text.capitalize(from: name)
            text.append(" near ")
            write(cross, to: &text)
            text.append(". ")
            writeConsequence(bits, to: &text)
        case (true, _):
            words.queues.append(Int(bits >> 8 & 0xFF) % words.queues.count, to: &text)
            text.append(" on ")
            write(road, to: &text)
            text.append(" from ")
            write(cross, to: &text)
            text.append(" to ")
            write(self.road(at: place, isHighway: false, &random), to: &text)
            text.append(bits >> 16 & 1 == 0 ? " after a crash." : ", crash being cleared.")
        default:
            writeCrash(&text, on: road, at: cross, bits)
        }
    }

    /// `Right lane blocked, crash on I-95 Northbound at Exit 12 Main St. Expect delays.`
    private func writeCrash(_ text: inout TextColumn, on road: Road, at cross: Road, _ bits: UInt64) {
        if bits >> 4 & 1 == 0 {
            words.lanes.append(Int(bits >> 8 & 7), to: &text)
            text.append(" blocked by a crash on ")
        } else {
            text.append("Crash on ")
        }
        if road.isHighway {
            writeHighway(road, to: &text)
            words.bounds.append(Int(road.bits & 3), to: &text)
            text.append(" at Exit ")
            text.append(Int(bits >> 16 & 0xFF) + 1)
            text.append(" ")
        } else {
            writeStreet(road.bits, to: &text)
            text.append(" at ")
        }
        writeStreet(cross.bits, to: &text)
        text.append(". ")
        if bits >> 24 & 1 == 0 { writeConsequence(bits, to: &text) } else { text.append("Check before you leave.") }
    }

    private func writeConsequence(_ bits: UInt64, to text: inout TextColumn) {
        words.consequences.append(Int(bits >> 32 & 0xFFFF) % words.consequences.count, to: &text)
    }
}

extension InfrastructureFlag {
    /// Flags of a controlled crossing.
    fileprivate static let controlMask = trafficSignal.bit | stop.bit | crossing.bit
}
