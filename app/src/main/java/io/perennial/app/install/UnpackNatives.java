// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes DuckDB's native library out of its jar. Else each start unpacks 70 MB into the temporary
 * folder, which takes 0.4 s. Where the jar has none for this machine, nothing is changed.
 */
public final class UnpackNatives {

  private static final String NATIVE = "libduckdb_java.so_";
  private static final String LIBRARY = "duckdb_java";

  private UnpackNatives() {}

  /**
   * Does it to the jars in the folder that the first argument names; natives go to {@code native}.
   */
  public static void main(String[] args) throws IOException {
    Path lib = Path.of(args[0]);
    List<Path> jars;
    try (Stream<Path> files = Files.list(lib)) {
      jars = files.filter(f -> f.getFileName().toString().startsWith("duckdb_jdbc")).toList();
    }
    for (Path jar : jars) {
      unpack(jar, lib.resolve("native"), platform());
    }
  }

  /** {@code linux_amd64}, as DuckDB names it. */
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (os.startsWith("mac") ? "macos" : os.startsWith("windows") ? "windows" : "linux")
        + "_"
        + (cpu.equals("aarch64") ? "arm64" : cpu.equals("x86_64") ? "amd64" : cpu);
  }

  /** Moves the library of {@code platform} from the jar into a folder, and drops the others. */
  static void unpack(Path jar, Path natives, String platform) throws IOException {
    Path slim = jar.resolveSibling(jar.getFileName() + ".slim");
    try (ZipFile from = new ZipFile(jar.toFile())) {
      Optional<ZipEntry> library = Optional.ofNullable(from.getEntry(NATIVE + platform));
      if (library.isEmpty()) {
        return;
      }
      Files.createDirectories(natives);
      try (InputStream in = from.getInputStream(library.get())) {
        Files.copy(
            in,
            natives.resolve(System.mapLibraryName(LIBRARY)),
            StandardCopyOption.REPLACE_EXISTING);
      }
      try (OutputStream raw = Files.newOutputStream(slim);
          ZipOutputStream to = new ZipOutputStream(raw)) {
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          if (!entry.getName().startsWith(NATIVE)) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            try (InputStream in = from.getInputStream(entry)) {
              in.transferTo(to);
            }
            to.closeEntry();
          }
        }
      }
    }
    Files.move(slim, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
