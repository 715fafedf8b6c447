# Prints every row of a Parquet file, a line each: times in microseconds, doubles as the hexadecimal of their bits.
import struct
import sys


def pandas_columns(path):
    import pandas

    frame = pandas.read_parquet(path, dtype_backend="numpy_nullable")
    for name in frame.columns:
        column = frame[name]
        if isinstance(column.dtype, pandas.DatetimeTZDtype):
            column = column.dt.as_unit("us").astype("int64")
        yield [None if value is pandas.NA else value for value in column]


def polars_columns(path):
    import polars

    for column in polars.read_parquet(path):
        yield (column.dt.epoch("us") if column.dtype == polars.Datetime else column).to_list()


def text(value):
    if value is None:
        return "null"
    return struct.pack(">d", value).hex() if isinstance(value, float) else str(value)


tool, path = sys.argv[-2:]
columns = {"pandas": pandas_columns, "polars": polars_columns}[tool](path)
out = "".join("\x1f".join(map(text, row)) + "\n" for row in zip(*columns))
sys.stdout.buffer.write(out.encode())
