"""Times pyarrow's ORC writer (Apache ORC C++) on the rows of a file that ORCBenchmark wrote.

usage: orc_write.py FILE.orc
"""
import sys
import time

import pyarrow as pa
import pyarrow.orc as po

pa.set_cpu_count(1)
table = po.ORCFile(sys.argv[1]).read()
for compression in ("zstd", "snappy", "uncompressed"):
    for form, threshold in (("dictionaries up to 0.8", 0.8), ("direct strings", 0.0)):
        start = time.process_time()
        po.write_table(
            table, "/dev/null" if len(sys.argv) < 3 else sys.argv[2], compression=compression, dictionary_key_size_threshold=threshold,
            compression_block_size=262_144)
        spent = time.process_time() - start
        print(f"pyarrow, {compression}, {form}: {spent:.2f} s, {table.num_rows / spent:,.0f} rows/s, {spent / table.num_rows * 1e9:.0f} ns per row")
