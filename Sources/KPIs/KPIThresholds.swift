/// Where the KPIs draw their lines; configuration may move them.
public struct KPIThresholds: Sendable, Hashable {
    /// A danger index at or above this makes a place's ``SecurityKPI/DangerLevel`` high.
    public var highDanger: Double
    /// Fewer accidents than this make no hotspot.
    public var hotspotMinimumAccidents: Int64
    /// How many hotspots are ranked.
    public var topHotspots: Int
    /// How far from its seed's centroid a zone reaches, in miles.
    public var hotspotRadiusMiles: Double
    /// Fewer accidents with an equipment than this say nothing about it.
    public var equipmentMinimumAccidents: Int64

    /// The published defaults, each of which can be set.
    public init(
        highDanger: Double = 2.5, hotspotMinimumAccidents: Int64 = 50, topHotspots: Int = 50, hotspotRadiusMiles: Double = 1,
        equipmentMinimumAccidents: Int64 = 30
    ) {
        self.highDanger = highDanger
        self.hotspotMinimumAccidents = hotspotMinimumAccidents
        self.topHotspots = topHotspots
        self.hotspotRadiusMiles = hotspotRadiusMiles
        self.equipmentMinimumAccidents = equipmentMinimumAccidents
    }
}
