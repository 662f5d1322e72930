extension StripeFooter {
    func encode(into writer: inout ProtobufWriter) {
        for stream in streams { writer.message(1) { stream.encode(into: &$0) } }
        for encoding in encodings { writer.message(2) { encoding.encode(into: &$0) } }
        if let timeZone { writer.string(3, timeZone) }
    }
}

extension StripeFooter.Stream {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, kind.rawValue)
        writer.integer(2, column)
        writer.integer(3, length)
    }
}

extension ColumnEncoding {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        writer.integer(1, kind.rawValue)
        if usesDictionary { writer.integer(2, dictionarySize) }
        if bloomEncoding != 0 { writer.integer(3, bloomEncoding) }
    }
}
