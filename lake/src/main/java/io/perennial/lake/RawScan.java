// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raw rows of files of one shape, under names of our own. As a view it has the columns {@code file}
 * (STRING, the path as given), {@code line} (LONG: the line on which the row starts, counting from
 * 1 for the first behind the header, blank and broken lines too; for Parquet the row's number; null
 * unless {@code numbered}), each key of {@code columns} (STRING, null when the field is empty or
 * absent) and {@code properties} (STRING, a JSON object of the fields listed, null when none are).
 *
 * @param files to read, all with the same columns; may be gzipped (.gz)
 * @param format how rows lie in them
 * @param columns the field of the files by the name that it gets
 * @param properties fields kept together as one JSON object, in this order
 * @param numbered whether rows are numbered, which costs parallel reading
 */
public record RawScan(
    List<Path> files,
    TextFormat format,
    Map<String, String> columns,
    List<String> properties,
    boolean numbered) {

  public RawScan {
    files = List.copyOf(files);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    properties = List.copyOf(properties);
  }
}
