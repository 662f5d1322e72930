/// Where the KPIs draw their lines; configuration may move them.
public struct KPIThresholds: Sendable, Hashable {
    /// A danger index at or above this is called high.
    public var highDanger: Double
    /// Fewer accidents than this make no hotspot.
    public var hotspotMinimumAccidents: Int64
    /// How many hotspots are ranked.
    public var topHotspots: Int

    /// The published defaults, each of which can be set.
    public init(highDanger: Double = 2.5, hotspotMinimumAccidents: Int64 = 50, topHotspots: Int = 50) {
        self.highDanger = highDanger
        self.hotspotMinimumAccidents = hotspotMinimumAccidents
        self.topHotspots = topHotspots
    }
}
