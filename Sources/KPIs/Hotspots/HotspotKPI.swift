/// A row of `hotspots`: one of the most dangerous zones, a seed of high Gi* and the hot cells around it.
///
/// Severity measures delay to traffic, and where feeds see more there are more accidents to see.
public struct HotspotKPI: Sendable, Hashable {
    /// 1 for the zone with the highest Σ severity.
    public var rank: Int
    /// Two-letter code.
    public var state: String
    /// The zone's commonest city in the state's commonest spelling; nil when no accident has one.
    public var city: String?
    /// Mean degrees of the zone's accidents.
    public var latitude: Double
    /// Mean degrees of the zone's accidents.
    public var longitude: Double
    /// n
    public var accidentCount: Int64
    /// S/n
    public var severityAvg: Double
    /// ln(1 + S/T) over that of the zone with the highest S among all with enough accidents, in (0, 1].
    public var dangerScore: Double
    /// The smallest radius around the center in which cells hold 90 % of the zone's accidents, at least 0.1.
    public var radiusMiles: Double
    /// Getis and Ord's Gi* of the seed.
    public var giZ: Double
    /// Its q-value among the cells of the state.
    public var giQ: Double
    /// Calendar years with an accident in the zone.
    public var yearsActive: Int
}
