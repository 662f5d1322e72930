import Accidents

/// The month of every day that is accepted, by table: one load a row in hot loops.
struct MonthTable: Sendable {
    private let firstDay: Int32
    private let lastDay: Int32
    private let months: [Int32]

    /// A table of the days from ``AccidentLimits/firstDay`` to `lastDay`.
    init(lastDay: Int32) {
        firstDay = Int32(AccidentLimits.firstDay)
        self.lastDay = max(lastDay, firstDay)
        let (first, days) = (Int(firstDay), Int(self.lastDay - firstDay) + 1)
        months = [Int32](unsafeUninitializedCapacity: days) { months, count in
            while count < days {
                let date = CivilDate(days: first + count)
                let end = min(days, count + CivilDate.daysInMonth(year: date.year, month: date.month) - date.day + 1)
                UnsafeMutableBufferPointer(rebasing: months[count..<end]).update(
                    repeating: Month(year: date.year, month: date.month).code)
                count = end
            }
        }
    }

    /// Writes the month (``Month/code``) of each day; of the nearest day in the table where it is outside.
    func lookUp(_ days: UnsafePointer<Int32>, count: Int, into out: UnsafeMutablePointer<Int32>) {
        months.withUnsafeBufferPointer { months in
            for row in 0..<count { out[row] = months[Int(min(max(days[row], firstDay), lastDay) &- firstDay)] }
        }
    }
}
