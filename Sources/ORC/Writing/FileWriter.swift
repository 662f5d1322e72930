/// The state of a file being written: see ``ORCWriter``.
final class FileWriter {
    private(set) var bufferedBytes = 0
    private(set) var rowCount = 0

    init(path: String, schema: ORCType, options: ORCWriterOptions) throws(ORCError) {
    }

    func write(_ batch: StructVector, rows: UnsafeBufferPointer<Int32>?) throws(ORCError) {
        throw ORCError(.unsupported, "writing is not there yet")
    }

    func flushStripe() throws(ORCError) {
    }

    func close() throws(ORCError) {
    }
}
