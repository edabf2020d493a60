// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.ingest.sniff.Transcoded;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.BrokenLine;
import io.perennial.lake.Engine;
import io.perennial.lake.RawScan;
import io.perennial.lake.workspace.ProcessFolder;
import io.perennial.value.tabular.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file of rows and columns as a table of texts, whatever its encoding and delimiter, outside of
 * any lake. All of it is held in memory.
 *
 * @param table its rows, in their order
 * @param broken lines that could not be split into columns, and are not in it
 */
public record TableFile(TextTable table, List<BrokenLine> broken) {

  private static final String VIEW = "table_file";

  public TableFile {
    broken = List.copyOf(broken);
  }

  /**
   * Reads one.
   *
   * @param name what people call the file
   * @param copies where a copy in another encoding may lie
   * @throws IngestException when it cannot be read, is empty, or has no columns
   */
  public static TableFile read(Engine engine, Path file, String name, ProcessFolder copies) {
    if (!Files.isRegularFile(file)) {
      throw new IngestException("Cannot read " + name + ": there is no such file");
    }
    FileShape shape = new FileSniffer(FileReading.auto()).look(file, name);
    if (!shape.hasRows()) {
      throw new IngestException("Cannot read " + name + ": it has a header and no rows");
    }
    Path read = shape.transcode() ? new Transcoded(copies).copy(file, name, shape) : file;
    Map<String, String> columns = new LinkedHashMap<>();
    for (int c = 0; c < shape.fields().size(); c++) {
      columns.put("f" + c, shape.fields().get(c));
    }
    engine.view(VIEW, new RawScan(List.of(read), shape.format(), columns, List.of(), true));
    try {
      List<BrokenLine> broken = engine.brokenLines(VIEW);
      return new TableFile(
          TextTable.ofColumns(shape.fields(), texts(engine, columns.keySet().stream().toList())),
          broken);
    } finally {
      engine.drop(VIEW);
    }
  }

  private static List<List<String>> texts(Engine engine, List<String> names) {
    List<List<String>> columns =
        IntStream.range(0, names.size()).<List<String>>mapToObj(c -> new ArrayList<>()).toList();
    String sql =
        names.stream()
            .map(column -> "t." + column)
            .collect(Collectors.joining(", ", "SELECT ", " FROM " + VIEW + " t ORDER BY t.line"));
    try (Batches rows = engine.query(sql)) {
      while (rows.next()) {
        Batch batch = rows.batch();
        for (int c = 0; c < columns.size(); c++) {
          for (int i = 0; i < batch.rows(); i++) {
            columns.get(c).add(batch.isNull(c, i) ? "" : batch.texts(c)[i]);
          }
        }
      }
    }
    return columns;
  }
}
