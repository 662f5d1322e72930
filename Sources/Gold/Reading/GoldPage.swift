/// Which page of a query's rows is read. A page has ``GoldQuery/limit`` rows at most, in the query's order whichever way it is read.
///
/// Rows are found by their values, not by counting: the next page takes no longer than the first, and a row that a new version adds or drops
/// moves no other to another page.
public enum GoldPage: Sendable, Hashable {
    /// The first rows.
    case first
    /// The last rows.
    case last
    /// The rows after a row.
    case after(GoldCursor)
    /// The rows before a row.
    case before(GoldCursor)
}

/// Where a row is in the order of a query with a page. The row need not be there any more.
public struct GoldCursor: Sendable, Hashable {
    /// A value per column of ``GoldQuery/totalOrder``.
    public var values: [GoldValue]

    /// The place of a row with these values.
    public init(_ values: [GoldValue]) { self.values = values }
}

extension GoldQuery {
    /// The order of a query with a page: its own, then by what tells its rows apart, in the direction of the last before.
    public var totalOrder: [Order] {
        let isDescending = order.last?.isDescending ?? false
        let key = sums == nil ? table.primaryKey : columns
        return order + key.filter { column in !order.contains { $0.column == column } }.map { Order($0, descending: isDescending) }
    }

    /// Whether rows are read from the last to the first.
    var readsBackwards: Bool {
        switch page {
        case .last, .before: true
        case .first, .after, nil: false
        }
    }

    /// The order in which rows are read.
    var readingOrder: [Order] {
        guard page != nil else { return order }
        return readsBackwards ? totalOrder.map { Order($0.column, descending: !$0.isDescending) } : totalOrder
    }

    /// The row that reading goes on from. Nil at either end.
    var position: GoldCursor? {
        switch page {
        case .after(let cursor), .before(let cursor): cursor
        case .first, .last, nil: nil
        }
    }

    /// The place of a row with a value per column of ``selection``. Nil without a page.
    func cursor(of values: [GoldValue]) -> GoldCursor? {
        guard page != nil else { return nil }
        let selection = selection
        return GoldCursor(totalOrder.compactMap { order in selection.firstIndex { $0.name == order.column }.map { values[$0] } })
    }
}
