// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.pipeline;

import io.perennial.features.FeatureQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** The files of {@code features.files}. */
final class QueryFiles {

  private QueryFiles() {}

  /**
   * What they hold, in the order in which they are named; of a pattern in the order of names.
   *
   * @param folder what names are relative to
   * @param names files, or patterns of files in one folder, such as {@code features/*.sql}
   * @throws IllegalArgumentException when there is no such file, or it cannot be read
   */
  static List<FeatureQuery> read(Path folder, List<String> names) {
    List<FeatureQuery> queries = new ArrayList<>();
    for (String name : names) {
      for (Path file : files(folder, name)) {
        String source = folder.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
        try {
          queries.add(new FeatureQuery(source, Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
          throw new IllegalArgumentException("Cannot read " + source + ": " + e.getMessage(), e);
        }
      }
    }
    return queries;
  }

  private static List<Path> files(Path folder, String name) {
    int pattern = name.lastIndexOf('/') + 1;
    Path parent = folder.toAbsolutePath().resolve(name.substring(0, pattern));
    List<Path> files = new ArrayList<>();
    if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
      files.add(folder.toAbsolutePath().resolve(name));
    } else if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(parent, name.substring(pattern))) {
        found.forEach(files::add);
      } catch (IOException | DirectoryIteratorException e) {
        throw new IllegalArgumentException("Cannot read " + name + ": " + e.getMessage(), e);
      }
    }
    if (files.isEmpty() || !files.stream().allMatch(Files::isRegularFile)) {
      throw new IllegalArgumentException("there is no file " + name + " in the workspace");
    }
    Collections.sort(files);
    return files.stream().map(file -> Objects.requireNonNull(file).normalize()).toList();
  }
}
