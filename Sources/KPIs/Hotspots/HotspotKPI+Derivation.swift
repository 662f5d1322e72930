public import Cubes
import Foundation

extension HotspotKPI {
    /// The rows of `hotspots`, in order of rank: at most ``KPIThresholds/topHotspots``, each with at least
    /// ``KPIThresholds/hotspotMinimumAccidents``. An empty cube gives no rows.
    ///
    /// - Throws: ``KPIError`` with code `cube` when the cube lacks a dimension or a measure of ``CubeSpec/grid``.
    /// - Complexity: O(c log c) for c cells.
    public static func derive(from cube: Cube, span: ObservedSpan, thresholds: KPIThresholds = KPIThresholds()) throws -> [HotspotKPI] {
        let grid = try GridCells(cube)
        let candidates = grid.states.flatMap { state in
            HotspotZone.all(grid, state: state.name, HotCells(grid, state.cells), radiusMiles: thresholds.hotspotRadiusMiles)
        }.filter { $0.severities.accidents >= thresholds.hotspotMinimumAccidents }
        let highest = candidates.map(\.severities.score).max() ?? 0
        let top = candidates.sorted(by: precedes).prefix(thresholds.topHotspots)
        let cities = try ZoneCities(cube, grid, states: Set(top.map(\.state)))
        return top.enumerated().map { index, zone in
            HotspotKPI(
                rank: index + 1, state: zone.state, city: cities.commonest(in: zone), latitude: zone.center.latitude,
                longitude: zone.center.longitude, accidentCount: zone.severities.accidents,
                severityAvg: Double(zone.severities.score) / Double(zone.severities.accidents),
                dangerScore: log1p(Double(zone.severities.score) / span.years) / log1p(Double(highest) / span.years),
                radiusMiles: zone.radiusMiles(grid), giZ: zone.z, giQ: zone.qValue, yearsActive: zone.yearsActive)
        }
    }

    /// By S, then n, both descending; then state, latitude and longitude.
    private static func precedes(_ left: HotspotZone, _ right: HotspotZone) -> Bool {
        let (one, other) = (left.severities, right.severities)
        if one.score != other.score { return one.score > other.score }
        if one.accidents != other.accidents { return one.accidents > other.accidents }
        return (left.state, left.center.latitude, left.center.longitude) < (right.state, right.center.latitude, right.center.longitude)
    }
}
