// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.spark;

import io.perennial.lake.Column;
import io.perennial.lake.ColumnType;
import io.perennial.lake.DataFile;
import io.perennial.lake.TableSpec;
import io.perennial.lake.WrittenFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;

/** What the ends of Parquet files say about their columns. */
final class Footers {

  private Footers() {}

  /** The number of rows in a file. */
  static long rows(Path file) throws IOException {
    return blocks(file).stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /** The file with the statistics of its columns. */
  static WrittenFile describe(Path file, OptionalInt month, TableSpec spec) throws IOException {
    List<BlockMetaData> blocks = blocks(file);
    Map<String, WrittenFile.ColumnStats> columns = new HashMap<>();
    for (Column column : spec.columns()) {
      Summary summary = new Summary(column.type());
      for (BlockMetaData block : blocks) {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          if (chunk.getPath().toDotString().equals(column.name())) {
            summary.add(chunk);
          }
        }
      }
      columns.put(column.name(), summary.stats());
    }
    long rows = blocks.stream().mapToLong(BlockMetaData::getRowCount).sum();
    return new WrittenFile(new DataFile(file.toString(), month, rows, Files.size(file)), columns);
  }

  private static List<BlockMetaData> blocks(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getFooter().getBlocks();
    }
  }

  /** One column over the row groups of a file. */
  private static final class Summary {

    private final ColumnType type;
    private long bytes;
    private long values;
    private long nulls;
    private boolean known = true;
    private Optional<Object> lower = Optional.empty();
    private Optional<Object> upper = Optional.empty();

    Summary(ColumnType type) {
      this.type = type;
    }

    void add(ColumnChunkMetaData chunk) {
      bytes += chunk.getTotalSize();
      values += chunk.getValueCount();
      Statistics<?> statistics = chunk.getStatistics();
      nulls += Math.max(0, statistics.getNumNulls());
      if (statistics.hasNonNullValue()) {
        Object least = value(statistics.genericGetMin());
        Object most = value(statistics.genericGetMax());
        lower = Optional.of(lower.filter(x -> compare(x, least) <= 0).orElse(least));
        upper = Optional.of(upper.filter(x -> compare(x, most) >= 0).orElse(most));
      } else if (statistics.getNumNulls() != chunk.getValueCount()) {
        known = false;
      }
    }

    WrittenFile.ColumnStats stats() {
      return new WrittenFile.ColumnStats(
          bytes, values, nulls, known ? lower : Optional.empty(), known ? upper : Optional.empty());
    }

    private Object value(Object stored) {
      return switch (type) {
        case BOOLEAN, LONG, TIMESTAMP, DOUBLE -> stored;
        case DECIMAL -> BigDecimal.valueOf((Long) stored, 4);
        case STRING -> ((Binary) stored).toStringUsingUTF8();
      };
    }

    /** Texts by their UTF-8 bytes, which is the order of their code points. */
    private int compare(Object left, Object right) {
      return switch (type) {
        case BOOLEAN -> ((Boolean) left).compareTo((Boolean) right);
        case LONG, TIMESTAMP -> ((Long) left).compareTo((Long) right);
        case DOUBLE -> ((Double) left).compareTo((Double) right);
        case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
        case STRING ->
            java.util.Arrays.compareUnsigned(
                ((String) left).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ((String) right).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      };
    }
  }
}
