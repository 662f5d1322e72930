/// The 13 infrastructure flags of an accident's place, in column order. A flag's raw value is its bit in a flag set.
public enum InfrastructureFlag: Int, CaseIterable, Sendable, Hashable {
    case amenity, bump, crossing, giveWay, junction, noExit, railway, roundabout, station, stop, trafficCalming, trafficSignal, turningLoop

    /// The flag's column in `accidents_clean`.
    public var column: AccidentColumn { Self.columns[rawValue] }

    /// The column's name, `Traffic_Signal`; in lower case it names the flag in `infrastructure_features`.
    public var name: String { column.rawValue }

    /// The flag's bit in a flag set.
    public var bit: UInt16 { 1 << UInt16(rawValue) }

    /// The flag's weight in the safety equipment score; 0 for flags that are no equipment. The weights add up to 16.
    public var safetyWeight: Int {
        switch self {
        case .trafficSignal, .stop: 3
        case .trafficCalming, .railway, .crossing: 2
        case .junction, .roundabout, .station, .giveWay: 1
        case .amenity, .bump, .noExit, .turningLoop: 0
        }
    }

    /// In a set that also says which flags are unknown, how far the bits of unknown flags lie from those of true ones.
    public static let unknownShift = Int32(allCases.count)

    private static let columns: [AccidentColumn] = [
        .amenity, .bump, .crossing, .giveWay, .junction, .noExit, .railway, .roundabout, .station, .stop, .trafficCalming, .trafficSignal,
        .turningLoop,
    ]

    /// The bits of all flags that count as safety equipment.
    public static let safetyMask = allCases.reduce(UInt16(0)) { $1.safetyWeight > 0 ? $0 | $1.bit : $0 }

    /// The highest safety equipment score there is: 16, all equipment at once.
    public static let maximumSafetyScore = allCases.reduce(0) { $0 + $1.safetyWeight }

    /// The number of true flags in a flag set.
    public static func count(_ flags: UInt16) -> Int { flags.nonzeroBitCount }

    /// The safety equipment score of a flag set, 0…16.
    public static func safetyScore(_ flags: UInt16) -> Int { Int(safetyScores[Int(flags)]) }

    /// ``count(_:)`` of every flag set.
    package static let counts = (0..<UInt16(1 << allCases.count)).map { Int8(count($0)) }

    /// ``safetyScore(_:)`` of every flag set.
    package static let safetyScores = (0..<UInt16(1 << allCases.count)).map { flags in
        allCases.reduce(Int8(0)) { flags & $1.bit != 0 ? $0 + Int8($1.safetyWeight) : $0 }
    }

    /// What controls traffic at a place with this flag set.
    public static func trafficControl(_ flags: UInt16) -> TrafficControl {
        controls.first { flags & $0.bits == $0.bits }?.control ?? .none
    }

    private static let controls = TrafficControl.rules.map { (control: $0.control, bits: $0.flags.reduce(UInt16(0)) { $0 | $1.bit }) }
}
