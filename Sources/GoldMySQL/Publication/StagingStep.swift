/// A step of a publication at the server.
struct StagingStep: Sendable, Hashable {
    /// What steps follow one another for: the rows of one year of a partitioned table, or, without a year, a whole table. That of a
    /// partitioned table is what its years are attached to.
    struct Part: Sendable, Hashable {
        /// The table's number among those of the publication, from 0.
        let table: Int
        var year: Int?
    }

    /// What is done.
    enum Work: Sendable, Hashable {
        /// Create the table of a year.
        case create
        /// Drop the indexes of a year again, because more rows have arrived.
        case reopen
        /// Send the rows that were set aside first, which are so many `bytes`; so many rows were sent `before`.
        case send(before: Int, bytes: Int)
        /// Sum up what the server has and build the indexes. `rebuilding`: several runs of rows are brought into one order.
        case index(rebuilding: Bool)
        /// Let the server learn how the keys of a whole table are spread.
        case analyze
        /// Create the partitioned table, without rows.
        case assemble
        /// Let the table of a year become a partition.
        case attach
        /// Compare what the server has with what was appended.
        case check
    }

    /// Where a step is carried out.
    enum Place: Sendable, Hashable {
        /// On one of the connections that load and index.
        case loader
        /// On the connection that holds the right to publish.
        case control
        /// Without a connection.
        case here
    }

    let part: Part
    let work: Work
    /// Rows that the step has to do with, by which steps that wait for a connection are ordered.
    let weight: Int
    /// Its number among all steps of the publication, from 0, in the order in which they were decided on.
    let number: Int

    var place: Place {
        switch work {
        case .create, .reopen, .send, .index, .analyze: .loader
        case .assemble, .attach: .control
        case .check: .here
        }
    }
}
