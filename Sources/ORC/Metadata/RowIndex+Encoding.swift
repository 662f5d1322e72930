extension RowIndex {
    func encode(into writer: inout ProtobufWriter) {
        for entry in entries { writer.message(1) { entry.encode(into: &$0) } }
    }
}

extension RowIndex.Entry {
    fileprivate func encode(into writer: inout ProtobufWriter) {
        writer.packed(1, positions)
        writer.message(2) { statistics.encode(into: &$0) }
    }
}
