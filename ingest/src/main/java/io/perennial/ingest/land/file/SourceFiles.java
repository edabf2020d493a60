// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.IngestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that paths and globs of a source mean. */
final class SourceFiles {

  private static final String GLOB = "*?[{";

  private SourceFiles() {}

  /**
   * The files by the names that people see, in the order of {@code patterns}, those of a glob
   * sorted by name; a file that two patterns mean is there once.
   *
   * @param folder what relative paths are relative to
   * @param source its name in the configuration, for messages
   * @throws IngestException when a file is missing or a glob matches nothing
   */
  static Map<String, Path> find(Path folder, List<String> patterns, String source) {
    Map<Path, String> found = new LinkedHashMap<>();
    for (String pattern : patterns) {
      if (pattern.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*")) {
        throw new IngestException(
            "Cannot read "
                + pattern
                + ": of URLs, s3:// and gs:// are read (fetch it, and name the file)");
      }
      List<Path> files =
          isGlob(pattern) && !Files.exists(folder.resolve(pattern))
              ? matches(folder, pattern)
              : List.of(folder.resolve(pattern).normalize());
      if (files.isEmpty()) {
        throw new IngestException(
            "Cannot find files for source "
                + source
                + ": nothing matches "
                + pattern
                + " (check sources."
                + source
                + ".files; paths are relative to the workspace)");
      }
      for (Path file : files) {
        String name = name(folder, file);
        if (!Files.exists(file)) {
          throw new IngestException(
              "Cannot read "
                  + name
                  + ": there is no such file (check sources."
                  + source
                  + ".files; paths are relative to the workspace)");
        }
        if (Files.isDirectory(file)) {
          throw new IngestException(
              "Cannot read "
                  + name
                  + ": it is a folder (name its files, such as "
                  + name
                  + "/*.csv)");
        }
        found.putIfAbsent(file, name);
      }
    }
    Map<String, Path> byName = new LinkedHashMap<>();
    found.forEach((file, name) -> byName.put(name, file));
    return byName;
  }

  private static boolean isGlob(String pattern) {
    return pattern.chars().anyMatch(c -> GLOB.indexOf(c) >= 0);
  }

  private static String name(Path folder, Path file) {
    Path from = folder.toAbsolutePath().normalize();
    Path to = file.toAbsolutePath().normalize();
    return (to.startsWith(from) ? from.relativize(to) : to).toString().replace('\\', '/');
  }

  private static List<Path> matches(Path folder, String pattern) {
    int glob = 0;
    while (GLOB.indexOf(pattern.charAt(glob)) < 0) {
      glob++;
    }
    int slash = pattern.lastIndexOf('/', glob);
    Path root =
        folder.resolve(slash < 0 ? "" : pattern.substring(0, Math.max(1, slash))).normalize();
    String rest = pattern.substring(slash + 1);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + rest);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/", -1).length;
    try (Stream<Path> walk = Files.walk(root, depth)) {
      return new ArrayList<>(
          walk.filter(Files::isRegularFile)
              .filter(file -> matcher.matches(root.relativize(file)))
              .sorted()
              .toList());
    } catch (IOException | UncheckedIOException e) {
      throw new IngestException(
          "Cannot look into " + name(folder, root) + ": check that it may be read", e);
    }
  }
}
