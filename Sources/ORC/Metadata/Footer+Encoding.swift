extension Footer {
    func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, headerLength)
        writer.integer(2, contentLength)
        for stripe in stripes { writer.message(3) { stripe.encode(into: &$0) } }
        schema.encodeTree(into: &writer)
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            writer.message(5) {
                $0.string(1, name)
                $0.data(2, value)
            }
        }
        writer.integer(6, rowCount)
        for column in statistics { writer.message(7) { column.encode(into: &$0) } }
        writer.integer(8, rowIndexStride)
        writer.integer(9, self.writer)
        writer.integer(11, calendar)
        writer.string(12, softwareVersion)
    }
}

extension StripeInformation {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, offset)
        writer.integer(2, indexLength)
        writer.integer(3, dataLength)
        writer.integer(4, footerLength)
        writer.integer(5, rowCount)
    }
}

extension ORCType {
    /// Writes this type and those below it in pre-order, as the footer lists them.
    fileprivate func encodeTree(into writer: inout ProtobufWriter) {
        writer.message(4) { encode(into: &$0) }
        for child in children { child.encodeTree(into: &writer) }
    }

    private func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, kind.rawValue)
        writer.packed(2, children.lazy.map { UInt64($0.id) })
        for name in fieldNames { writer.string(3, name) }
        if kind == .char || kind == .varchar { writer.integer(4, maximumLength) }
        if kind == .decimal {
            writer.integer(5, precision)
            writer.integer(6, scale)
        }
        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
            writer.message(7) {
                $0.string(1, key)
                $0.string(2, value)
            }
        }
    }
}

extension PostScript {
    func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, footerLength)
        writer.integer(2, compression.rawValue)
        writer.integer(3, compressionBlockSize)
        writer.packed(4, version.lazy.map { UInt64($0) })
        writer.integer(5, metadataLength)
        writer.integer(6, writerVersion)
        writer.string(8000, magic)
    }
}
