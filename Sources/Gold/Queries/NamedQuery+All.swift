extension NamedQuery {
    /// Every named query, by table.
    public static let all: [NamedQuery] = accidents + security + temporal + weather + infrastructure + zones + quality + operations

    /// The queries of `accidents_summary`.
    static let accidents = [accident, accidentsOfState, accidentsByWeather, accidentsOfCity, accidentsOfHour]
    /// The queries of `kpis_security`.
    static let security = [
        placesByDangerDescending, placesByDangerAscending, state, citiesOfState, citiesByHotspotRank, statesByHotspotRank, placesOfState,
    ]
    /// The queries of `kpis_temporal`.
    static let temporal = [daysOfState, statesOfMonth, periodsOfState, latestPeriods, busiestHours]
    /// The queries of `kpis_weather`.
    static let weather = [weatherOfState]
    /// The queries of `kpis_infrastructure`.
    static let infrastructure = [equipmentOfState, typeOfEquipment, mostEffectiveEquipment, equipmentByScore]
    /// The queries of `hotspots`.
    static let zones = [hotspotsByDanger, hotspotsByDangerAscending, hotspotsOfCity, hotspotsOnMap, firstHotspots, hotspotsByRank]
    /// The queries of the tables on models and drift.
    static let quality = [models, drift]
    /// The queries of the tables on runs and versions.
    static let operations = [runs, version, partitions]
}
