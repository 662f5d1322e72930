import Accidents
public import Cubes

/// What `kpis_infrastructure` judges: each of the 13 flags, and the three ways to control traffic.
public struct InfrastructureType: Sendable, Hashable {
    /// `Traffic_Signal`, `Control_Multiple` …
    public let name: String
    /// What a sentence calls it: `a traffic signal`.
    let phrase: String
    /// The flags that must be known.
    let mask: UInt16
    /// Which of ``mask`` must be true, the others false.
    let value: UInt16

    private init(_ name: String, _ phrase: String, mask: UInt16, value: UInt16) {
        self.name = name
        self.phrase = phrase
        self.mask = mask
        self.value = value
    }

    /// The 13 flags in the order of their columns, then a signal alone, a stop sign alone, both.
    public static let all: [InfrastructureType] =
        InfrastructureFlag.allCases.map { InfrastructureType($0.name, phrase(of: $0), mask: $0.bit, value: $0.bit) } + [
            InfrastructureType("Control_Signal", "a signal without a stop sign", mask: control, value: InfrastructureFlag.trafficSignal.bit),
            InfrastructureType("Control_Stop", "a stop sign without a signal", mask: control, value: InfrastructureFlag.stop.bit),
            InfrastructureType("Control_Multiple", "a signal with a stop sign", mask: control, value: control),
        ]

    private static let control = InfrastructureFlag.trafficSignal.bit | InfrastructureFlag.stop.bit

    /// Whether a place with the key `flags` of ``Dimension/flags`` has the equipment. Nil when a flag that decides is unknown.
    func isPresent(_ flags: Int32) -> Bool? {
        let bits = UInt32(bitPattern: flags)
        let unknown = UInt16(truncatingIfNeeded: bits >> UInt32(InfrastructureFlag.allCases.count))
        guard unknown & mask == 0 else { return nil }
        return UInt16(truncatingIfNeeded: bits) & mask == value
    }

    private static func phrase(of flag: InfrastructureFlag) -> String {
        switch flag {
        case .amenity: "an amenity"
        case .bump: "a speed bump"
        case .crossing: "a crossing"
        case .giveWay: "a give-way sign"
        case .junction: "a junction"
        case .noExit: "a no-exit sign"
        case .railway: "a railway"
        case .roundabout: "a roundabout"
        case .station: "a station"
        case .stop: "a stop sign"
        case .trafficCalming: "traffic calming"
        case .trafficSignal: "a traffic signal"
        case .turningLoop: "a turning loop"
        }
    }
}

extension InfrastructureType {
    /// The accidents of an equipment cube of which it is not known whether they have an equipment, summed over all types.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks the flags or the severity histogram.
    public static func unknownAccidents(in cube: Cube) throws -> Int64 {
        let severities = try SeverityColumns(cube)
        return try cube.required(.flags).enumerated().reduce(0) { sum, cell in
            sum + severities[cell.offset].accidents * Int64(all.count { $0.isPresent(cell.element) == nil })
        }
    }
}
