import Accidents
import ORC
import Silver

extension SampleModel {
    /// The columns that follow from others, by the functions of the Silver contract.
    ///
    /// A null input gives a null category, but for weather, where no condition is ``WeatherCategory/other``.
    func derive(_ batch: SampleBatch, _ month: SampleMonth) {
        deriveTimes(batch.silver, month)
        deriveWeather(batch)
        deriveEquipment(batch)
    }

    /// Attaches the dictionaries of the category columns; codes are the categories' raw values.
    func attachCategories(to batch: SilverBatch) {
        for (column, labels) in [
            (AccidentColumn.season, Season.labels), (.weatherCategory, WeatherCategory.labels),
            (.visibilityCategory, VisibilityCategory.labels), (.temperatureCategory, TemperatureCategory.labels),
            (.urbanRural, UrbanRural.labels), (.stateRegion, Region.labels), (.trafficControlType, TrafficControl.labels),
        ] {
            batch.strings(column).dictionary = StringDictionary(labels)
        }
    }

    private func deriveTimes(_ batch: SilverBatch, _ month: SampleMonth) {
        let starts = batch.timestamps(.startTime).seconds.pointer
        let hours = batch.integers(.hour).values.pointer, weekdays = batch.integers(.dayOfWeek).values.pointer
        let isWeekend = batch.booleans(.isWeekend).values.pointer, isRushHour = batch.booleans(.isRushHour).values.pointer
        let seasons = CodeColumn(batch.strings(.season))
        let season = Int32(Season(month: month.partition.month).rawValue)
        for row in 0..<batch.count {
            let days = Int(starts[row]) / 86_400, hour = Int(starts[row]) % 86_400 / 3_600
            let weekday = CivilDate.sparkWeekday(days: days)
            hours[row] = Int64(hour)
            weekdays[row] = Int64(weekday)
            isWeekend[row] = CivilDate.isWeekend(sparkWeekday: weekday) ? 1 : 0
            isRushHour[row] = CivilDate.isRushHour(hour) ? 1 : 0
            seasons.put(row, season)
        }
    }

    private func deriveWeather(_ batch: SampleBatch) {
        let conditions = batch.weatherCondition.codes.pointer, visibility = batch.visibility, temperature = batch.temperature
        let miles = visibility.values.pointer, degrees = temperature.values.pointer
        let categories = CodeColumn(batch.silver.strings(.weatherCategory))
        let scores = batch.silver.integers(.weatherSeverityScore).values.pointer
        let visibilities = CodeColumn(batch.silver.strings(.visibilityCategory))
        let temperatures = CodeColumn(batch.silver.strings(.temperatureCategory))
        let hasCondition = batch.weatherCondition.present.pointer, hasMiles = visibility.present.pointer
        let hasDegrees = temperature.present.pointer
        for row in 0..<batch.count {
            let category = hasCondition[row] == 1 ? weather.conditionCategories[Int(conditions[row])] : .other
            categories.put(row, Int32(category.rawValue))
            scores[row] = Int64(category.severityScore)
            visibilities.put(row, hasMiles[row] == 1 ? Int32(VisibilityCategory(miles: miles[row]).rawValue) : -1)
            temperatures.put(row, hasDegrees[row] == 1 ? Int32(TemperatureCategory(fahrenheit: degrees[row]).rawValue) : -1)
        }
    }

    /// What follows from the flags and the state.
    private func deriveEquipment(_ batch: SampleBatch) {
        let flagSet = batch.flagSet.pointer, state = batch.state.codes.pointer
        let counts = batch.silver.integers(.infrastructureCount).values.pointer
        let scores = batch.silver.integers(.safetyEquipmentScore).values.pointer
        let controls = CodeColumn(batch.silver.strings(.trafficControlType)), regions = CodeColumn(batch.silver.strings(.stateRegion))
        let urban = CodeColumn(batch.silver.strings(.urbanRural)), distances = DoubleColumn(batch.silver.doubles(.distanceToCityCenter))
        for row in 0..<batch.count {
            let flags = flagSet[row]
            counts[row] = Int64(InfrastructureFlag.count(flags))
            scores[row] = Int64(InfrastructureFlag.safetyScore(flags))
            controls.put(row, Int32(InfrastructureFlag.trafficControl(flags).rawValue))
            regions.put(row, states[Int(state[row])].region)
            // No city centers are known here.
            distances.putNull(row)
            urban.put(row, -1)
        }
    }
}

extension StringDictionary {
    /// A dictionary of these entries, in this order, which must be distinct.
    convenience init(_ entries: [String]) {
        self.init()
        for entry in entries {
            var entry = entry
            entry.withUTF8 { _ = append($0) }
        }
    }
}
