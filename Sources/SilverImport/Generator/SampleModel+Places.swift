import Foundation
import ORC
import Silver

extension SampleModel {
    /// Road, the place it belongs to and its names, and coordinates: a point of the road, and a little way off.
    func drawPlaces(_ batch: SampleBatch, _ random: inout RandomStream) {
        let count = batch.count
        let place = batch.place.pointer
        let latitude = batch.startLatitude.values.pointer, longitude = batch.startLongitude.values.pointer
        var zipcode = TextColumn(batch.zipcode, rows: count, longest: 10)
        let zipcodeNulls = nulls["Zipcode"] ?? 0
        for row in 0..<count {
            let index = roadTable.draw(&random)
            let road = roads[index]
            let hash = RandomStream.mix(UInt64(index))
            let along = Self.position(on: road, hash, &random)
            place[row] = road.place
            latitude[row] = Self.rounded(road.latitude + along * Double(road.north) + 0.0007 * random.normal(), to: 1e6)
            longitude[row] = Self.rounded(road.longitude + along * Double(road.east) + 0.0009 * random.normal(), to: 1e6)
            let isNull = random.chance(zipcodeNulls)
            if !isNull { writeZipcode(&zipcode, states[Int(places[Int(road.place)].state)], hash, &random) }
            zipcode.endRow(row, isPresent: !isNull)
        }
        writePlaceNames(batch, &random)
        drawRoads(batch, &random)
    }

    /// Where an accident lies on a road, 0 at its beginning and 1 at its end: for two of five at one of its hot spots, the first
    /// of which are the commonest; else anywhere. The fourth power gathers both at the beginning.
    @inline(__always)
    private static func position(on road: SampleRoads.Road, _ hash: UInt64, _ random: inout RandomStream) -> Double {
        var along = random.uniform() / 0.4
        if along < 1 {
            let spot = UInt64(along * along * Double(road.spots))
            along = RandomStream.uniform(from: RandomStream.mix(hash &+ spot))
        } else {
            along = (along - 1) / 1.5
        }
        along *= along
        return along * along
    }

    /// Five digits, and in three of ten rows the four behind.
    private func writeZipcode(_ column: inout TextColumn, _ state: StateFacts, _ hash: UInt64, _ random: inout RandomStream) {
        let prefix = zipPrefixes[Int(state.firstZip) + Int(hash >> 40) % Int(state.zipCount)]
        column.append(Int(prefix) * 100 + Int(hash >> 32 & 0xFF) % 100, digits: 5)
        if random.below(10) < 3 {
            column.append(UInt8(ascii: "-"))
            column.append(1_000 + random.below(9_000))
        }
    }

    private func writePlaceNames(_ batch: SampleBatch, _ random: inout RandomStream) {
        let place = batch.place.pointer
        let state = CodeColumn(batch.state), city = CodeColumn(batch.city), county = CodeColumn(batch.county)
        let timezone = CodeColumn(batch.timezone), airport = CodeColumn(batch.airportCode), country = CodeColumn(batch.country)
        let cityNulls = nulls["City"] ?? 0, timezoneNulls = nulls["Timezone"] ?? 0, airportNulls = nulls["Airport_Code"] ?? 0
        for row in 0..<batch.count {
            let here = places[Int(place[row])]
            state.put(row, here.state)
            city.put(row, random.chance(cityNulls) ? -1 : here.city)
            county.put(row, here.county)
            timezone.put(row, random.chance(timezoneNulls) ? -1 : states[Int(here.state)].timezone)
            airport.put(row, random.chance(airportNulls) ? -1 : here.airport)
            country.put(row, 0)
        }
    }

    /// Length of road affected; for Source1 also where it ends.
    private func drawRoads(_ batch: SampleBatch, _ random: inout RandomStream) {
        let source = batch.source.codes.pointer
        let latitude = batch.startLatitude.values.pointer, longitude = batch.startLongitude.values.pointer
        let distances = DoubleColumn(batch.distance)
        let endLatitude = DoubleColumn(batch.endLatitude), endLongitude = DoubleColumn(batch.endLongitude)
        for row in 0..<batch.count {
            let isPoint = source[row] != 0
            let miles = Self.rounded(distance.value(at: distanceDraw.draw(&random, isPoint)), to: 1e3)
            distances.put(row, miles)
            guard !isPoint else {
                endLatitude.putNull(row)
                endLongitude.putNull(row)
                continue
            }
            let direction = 2 * Double.pi * random.uniform()
            // 69 miles to a degree of latitude; a degree of longitude is about 0.8 of that at these latitudes.
            endLatitude.put(row, Self.rounded(latitude[row] + miles / 69 * cos(direction), to: 1e6))
            endLongitude.put(row, Self.rounded(longitude[row] + miles / 55 * sin(direction), to: 1e6))
        }
    }

    /// The nearest multiple of 1 / `scale`: the double nearest to that decimal.
    @inline(__always)
    static func rounded(_ value: Double, to scale: Double) -> Double {
        let scaled = value * scale
        return Double(Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)) / scale
    }
}
