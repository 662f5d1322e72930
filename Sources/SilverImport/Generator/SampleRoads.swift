import Foundation
import Silver

/// The roads of a sample: straight lines along which the accidents of a place lie.
///
/// A place has two highways, towards the two nearest larger places of its state, and streets that begin around its center and
/// follow a grid of its own. Larger places have more streets, farther from the center; in every place the first roads have many
/// accidents and the last ones few. The numbers are fitted: a sample of any size from 48 thousand to 7.7 million rows lies in
/// about as many cells of 0.01° as a random sample of the published data of that size.
struct SampleRoads: Sendable {
    /// A line from its beginning, near which most of its accidents lie, to its end.
    struct Road: Sendable {
        /// Of its beginning, in degrees.
        var latitude: Double
        var longitude: Double
        /// From the beginning to the end, in degrees.
        var north: Float
        var east: Float
        /// Position in ``SamplePlaces/places``.
        var place: Int32
        /// Number of hot spots.
        var spots: Int32
    }

    /// How far roads go beyond the southernmost, northernmost, westernmost and easternmost place of their state, in degrees.
    static let margin = 0.045
    /// The longest highway in degrees of latitude.
    private static let longest = 0.3
    /// Degrees of longitude that are as long as a degree of latitude, here.
    private static let widening = 1.25

    private(set) var roads: [Road] = []
    /// Share of each road; its sum over a place is the place's share.
    private(set) var shares: [Double] = []

    init(_ places: SamplePlaces) {
        var first = 0
        while first < places.places.count {
            let state = places.places[first].state
            let end = places.places[first...].firstIndex { $0.state != state } ?? places.places.count
            addState(Int(state), places, first..<end)
            first = end
        }
    }

    private mutating func addState(_ state: Int, _ places: SamplePlaces, _ range: Range<Int>) {
        var random = RandomStream(seed: 0x726F_6164_73, state)
        let here = places.places[range]
        let box = Box(latitudes: here.map(\.latitude), longitudes: here.map(\.longitude))
        for index in range {
            let larger = Self.nearest(to: index, of: places.places, in: range.lowerBound..<index)
            addRoads(of: index, places.places[index], share: places.shares[index], towards: larger.map { places.places[$0] }, box, &random)
        }
    }

    private mutating func addRoads(
        of index: Int, _ place: SamplePlaces.Place, share: Double, towards larger: [SamplePlaces.Place], _ box: Box, _ random: inout RandomStream
    ) {
        let count = 10 + Int(3_000 * pow(share, 0.6))
        let weights = (1...count).map { pow(Double($0) / Double(count) + 0.1, -3.2) }
        let scale = share / weights.reduce(0, +)
        let reach = min(max(0.7 * pow(share, 0.37), 0.01), 0.3)
        let grid = 0.5 * random.uniform()
        for rank in 0..<count {
            let line = rank < larger.count ? Self.highway(from: place, to: larger[rank]) : Self.street(of: place, reach, grid, &random)
            roads.append(box.road(line, of: index))
            shares.append(weights[rank] * scale)
        }
    }

    /// A line in degrees.
    private struct Line {
        var latitude: Double
        var longitude: Double
        var north: Double
        var east: Double
    }

    private static func highway(from place: SamplePlaces.Place, to other: SamplePlaces.Place) -> Line {
        let north = other.latitude - place.latitude, east = other.longitude - place.longitude
        let part = longest / max(longest, hypot(north, east / widening))
        return Line(latitude: place.latitude, longitude: place.longitude, north: north * part, east: east * part)
    }

    private static func street(of place: SamplePlaces.Place, _ reach: Double, _ grid: Double, _ random: inout RandomStream) -> Line {
        let distance = 0.6 * reach * abs(random.normal()), around = 2 * Double.pi * random.uniform()
        let length = 0.05 + 0.4 * random.uniform()
        let direction = grid + Double.pi / 2 * Double(random.below(4)) + 0.15 * random.normal()
        return Line(
            latitude: place.latitude + distance * cos(around), longitude: place.longitude + widening * distance * sin(around),
            north: length * cos(direction), east: widening * length * sin(direction))
    }

    /// The two nearest places of `range`, or fewer when there are not so many.
    private static func nearest(to index: Int, of places: [SamplePlaces.Place], in range: Range<Int>) -> [Int] {
        let latitude = places[index].latitude, longitude = places[index].longitude
        var first = (distance: Double.infinity, index: -1), second = first
        for other in range {
            let north = places[other].latitude - latitude, east = (places[other].longitude - longitude) / widening
            let distance = north * north + east * east
            guard distance < second.distance else { continue }
            second = (distance, other)
            if distance < first.distance { swap(&first, &second) }
        }
        return [first.index, second.index].filter { $0 >= 0 }
    }

    /// The box that roads of a state stay in.
    private struct Box {
        let latitudes: ClosedRange<Double>
        let longitudes: ClosedRange<Double>

        init(latitudes: [Double], longitudes: [Double]) {
            self.latitudes = ((latitudes.min() ?? 0) - margin)...((latitudes.max() ?? 0) + margin)
            self.longitudes = ((longitudes.min() ?? 0) - margin)...((longitudes.max() ?? 0) + margin)
        }

        /// The line with both ends moved into the box, and so all of it.
        func road(_ line: Line, of place: Int) -> Road {
            let latitude = line.latitude.clamped(to: latitudes), longitude = line.longitude.clamped(to: longitudes)
            let north = (line.latitude + line.north).clamped(to: latitudes) - latitude
            let east = (line.longitude + line.east).clamped(to: longitudes) - longitude
            return Road(
                latitude: latitude, longitude: longitude, north: Float(north), east: Float(east), place: Int32(place),
                spots: Int32(max(2, 50 * hypot(north, east / widening))))
        }
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double { min(max(self, range.lowerBound), range.upperBound) }
}
