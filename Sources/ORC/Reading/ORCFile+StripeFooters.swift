extension ORCFile {
    /// Which streams a stripe holds and how each column is encoded there. Read and decoded at each call.
    ///
    /// - Throws: ``ORCError`` when the footer is damaged, ``ORCError/Code/usage`` for a stripe that the file does not have.
    public func stripeFooter(_ stripe: Int) throws(ORCError) -> StripeFooter {
        guard stripes.indices.contains(stripe) else {
            throw ORCError(.usage, "expected a stripe within \(stripes.indices), found \(stripe)", at: .init(file: name))
        }
        do {
            return try StripeStreams.footer(self, stripe: stripe, Workspace(limit: options.memoryLimit))
        } catch {
            throw located(error, stripe: stripe)
        }
    }

    /// The error with file, stripe and the column's name as part of its place.
    func located(_ error: ORCError, stripe: Int) -> ORCError {
        var error = error.inFile(name)
        error.location.stripe = error.location.stripe ?? stripe
        if let column = error.location.column, error.location.columnName == nil { error.location.columnName = schema.path(to: column) }
        return error
    }
}
