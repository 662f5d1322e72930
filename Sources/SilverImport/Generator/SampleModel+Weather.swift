import ORC
import Silver

extension SampleModel {
    /// All weather columns. Condition and wind chill follow the temperature; humidity, visibility and precipitation follow
    /// the condition; wind speed follows the direction.
    func drawWeather(_ batch: SampleBatch, _ month: SampleMonth, _ random: inout RandomStream) {
        let chances = weather.nulls[month.yearIndex]
        let lacksWeather = batch.lacksWeather.pointer
        for row in 0..<batch.count { lacksWeather[row] = random.chance(chances.station) ? 1 : 0 }
        drawTemperature(batch, month, chances, &random)
        drawWind(batch, month, chances, &random)
        drawCondition(batch, month, chances, &random)
        drawPressure(batch, chances, &random)
    }

    private func drawTemperature(
        _ batch: SampleBatch, _ month: SampleMonth, _ chances: SampleWeather.Nulls, _ random: inout RandomStream
    ) {
        let column = DoubleColumn(batch.temperature)
        let values = batch.temperature.values.pointer
        let starts = batch.startTime.seconds.pointer, place = batch.place.pointer, lacksWeather = batch.lacksWeather.pointer
        // Up to March 2019 degrees Celsius were converted to tenths of a degree Fahrenheit.
        let scale: Double = month.isLate ? 1 : 10
        for row in 0..<batch.count {
            let hour = Int(starts[row]) / 3_600 % 24
            let warmth = month.warmth[hour] + states[Int(places[Int(place[row])].state)].warmth
            let u = weather.normalShare(warmth + weather.restOfWarmth * random.normal())
            let degrees = Self.rounded(weather.temperature.value(at: u), to: scale)
            column.put(row, degrees)
            if lacksWeather[row] == 1 || random.chance(chances.temperature) {
                column.putNull(row)
                // Null or not, what follows from the temperature needs one.
                values[row] = degrees
            }
        }
    }

    private func drawWind(_ batch: SampleBatch, _ month: SampleMonth, _ chances: SampleWeather.Nulls, _ random: inout RandomStream) {
        let directions = CodeColumn(batch.windDirection), speeds = DoubleColumn(batch.windSpeed), chills = DoubleColumn(batch.windChill)
        let temperature = batch.temperature.values.pointer, hasTemperature = batch.temperature.present.pointer
        let lacksWeather = batch.lacksWeather.pointer
        let scale: Double = month.isLate ? 1 : 10
        // Up to March 2019 calm winds had no speed: they are most of the nulls of those years.
        let calmNulls = month.isLate ? 0 : weather.earlyCalmShare
        let speedNulls = max((chances.windSpeed - calmNulls) / (1 - calmNulls), 0)
        for row in 0..<batch.count {
            let direction = month.isLate ? weather.lateWinds.draw(&random) : weather.earlyWinds.draw(&random)
            let isCalm = weather.isCalm[direction], u = random.uniform(), zero = weather.zeroSpeedShare
            let speed = Self.rounded(weather.windSpeed.value(at: isCalm ? u * zero : zero + u * (1 - zero)), to: scale)
            let isLacking = lacksWeather[row] == 1
            directions.put(row, isLacking || random.chance(chances.windDirection) ? -1 : Int32(direction))
            let lacksSpeed = isLacking || (isCalm && !month.isLate) || random.chance(speedNulls)
            if lacksSpeed { speeds.putNull(row) } else { speeds.put(row, speed) }
            let lacksChill = hasTemperature[row] == 0 || random.chance(chances.windChill)
            if lacksChill { chills.putNull(row) } else { chills.put(row, Self.rounded(weather.chill(temperature[row], speed), to: scale)) }
        }
    }

    private func drawCondition(
        _ batch: SampleBatch, _ month: SampleMonth, _ chances: SampleWeather.Nulls, _ random: inout RandomStream
    ) {
        let conditions = CodeColumn(batch.weatherCondition), humidity = DoubleColumn(batch.humidity)
        let visibility = DoubleColumn(batch.visibility), precipitation = DoubleColumn(batch.precipitation)
        let temperature = batch.temperature.values.pointer, lacksWeather = batch.lacksWeather.pointer
        let tables = month.isLate ? weather.lateConditions : weather.earlyConditions
        for row in 0..<batch.count {
            let condition = tables[temperature[row] <= 36 ? 1 : 0].draw(&random)
            let traits = weather.conditionTraits[condition]
            let isLacking = lacksWeather[row] == 1
            conditions.put(row, isLacking || random.chance(chances.condition) ? -1 : Int32(condition))
            let percent = weather.humidity.value(at: weather.humidityDraw.draw(&random, traits.isMurky))
            let miles = weather.visibility.value(at: weather.visibilityDraw.draw(&random, traits.isMurky))
            let inches = weather.precipitation.value(at: weather.precipitationDraw.draw(&random, traits.isWet))
            put(Self.rounded(percent, to: 1), row, humidity, unless: isLacking || random.chance(chances.humidity))
            // Fractions of a mile are reported in quarters, and only near the ground.
            put(Self.rounded(miles, to: miles < 3 ? 4 : 1), row, visibility, unless: isLacking || random.chance(chances.visibility))
            put(Self.rounded(inches, to: 100), row, precipitation, unless: isLacking || random.chance(chances.precipitation))
        }
    }

    private func drawPressure(_ batch: SampleBatch, _ chances: SampleWeather.Nulls, _ random: inout RandomStream) {
        let pressure = DoubleColumn(batch.pressure)
        let lacksWeather = batch.lacksWeather.pointer
        for row in 0..<batch.count {
            let inches = Self.rounded(weather.pressure.value(at: random.uniform()), to: 100)
            put(inches, row, pressure, unless: lacksWeather[row] == 1 || random.chance(chances.pressure))
        }
    }

    @inline(__always)
    private func put(_ value: Double, _ row: Int, _ column: DoubleColumn, unless isNull: Bool) {
        if isNull { column.putNull(row) } else { column.put(row, value) }
    }
}
