// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.ObjectStore;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.store.StoredObjects;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at objects of a store by copies of some, and proposes the sources that they could be. */
public final class ConnectStore {

  private static final int OBJECTS = 8;
  private static final long MOST_TEXT = 16L << 20;
  private static final Pattern FILES = Pattern.compile("(?m)^    files: .*\n");

  private final Connect connect;
  private final Path copies;
  private final ObjectStore store;

  /**
   * @param connect knows what columns mean
   * @param copies where the copies lie as long as they are looked at
   * @param store how the objects are reached
   */
  public ConnectStore(Connect connect, Path copies, ObjectStore store) {
    this.connect = connect;
    this.copies = copies;
    this.store = store;
  }

  /** Whether it is a URL of objects. */
  public static boolean is(String file) {
    return StoredObjects.isUrl(file);
  }

  /**
   * Proposes sources: those of the first eight objects that the URL means. Of text that is not
   * packed 16 MiB are copied, of other objects all.
   *
   * @throws io.perennial.ingest.IngestException when an object cannot be reached or read
   */
  public Proposal propose(String url) {
    Map<Path, String> urls = new LinkedHashMap<>();
    int all;
    try (StoredObjects objects = new StoredObjects(store)) {
      List<Blob> found = objects.find(url);
      all = found.size();
      for (Blob object : found.subList(0, Math.min(OBJECTS, all))) {
        urls.put(copied(object, urls.size()), object.name());
      }
    } catch (IOException e) {
      throw new LakeException("Cannot copy from " + url + ": " + FileTrouble.why(e), e);
    }
    List<Proposal.Source> sources = connect.propose(List.copyOf(urls.keySet())).sources();
    Map<String, String> named = new LinkedHashMap<>();
    urls.forEach((file, of) -> named.put(connect.nameOf(file), of));
    boolean whole = all > 1 && sources.size() == 1;
    return new Proposal(
        sources.stream()
            .map(s -> of(s, whole ? Optional.of(url) : Optional.empty(), named))
            .toList());
  }

  private Path copied(Blob object, int number) throws IOException {
    String name = object.name().substring(object.name().lastIndexOf('/') + 1);
    Path file =
        Files.createDirectories(copies.resolve("object-" + number))
            .resolve(name.replaceAll("[^\\p{L}\\p{N}._ -]", "_"));
    boolean text = name.toLowerCase(Locale.ROOT).matches(".*[.](csv|tsv|txt|jsonl|ndjson)");
    try (InputStream in = object.open();
        OutputStream out = Files.newOutputStream(file)) {
      if (text && object.bytes() > MOST_TEXT) {
        byte[] head = in.readNBytes((int) MOST_TEXT);
        int end = head.length;
        while (end > 1 && head[end - 1] != '\n') {
          end--;
        }
        out.write(head, 0, end);
      } else {
        in.transferTo(out);
      }
    }
    return file;
  }

  /** The same source, of objects instead of their copies. */
  private Proposal.Source of(
      Proposal.Source source, Optional<String> glob, Map<String, String> urls) {
    Matcher line = FILES.matcher(source.yaml());
    if (!line.find()) {
      return source;
    }
    List<String> files = new ArrayList<>();
    urls.forEach(
        (copy, url) -> {
          List<String> said = source.config().map(SourceConfig::files).orElse(List.of());
          said.stream()
              .filter(file -> file.equals(copy) || file.startsWith(copy + "!"))
              .forEach(file -> files.add(url + file.substring(copy.length())));
          if (said.isEmpty() && line.group().contains(copy)) {
            files.add(url);
          }
        });
    List<String> meant = glob.map(List::of).orElse(files);
    String section = new SourceYaml("x").list("files", meant).toString();
    StringBuilder lines = new StringBuilder(section.substring(section.indexOf('\n') + 1));
    store
        .endpoint()
        .ifPresent(
            endpoint ->
                lines
                    .append("    object-store: {endpoint: ")
                    .append(SourceYaml.scalar(endpoint))
                    .append("}\n"));
    return new Proposal.Source(
        source.name(),
        source.kind(),
        source.config().map(config -> stored(config, meant)),
        source.other().map(config -> stored(config, meant)),
        source.fields(),
        source.claims(),
        source.notes(),
        line.replaceFirst(Matcher.quoteReplacement(lines.toString())));
  }

  private SourceConfig stored(SourceConfig config, List<String> files) {
    return config.withFiles(files).withReading(config.reading().withStore(store));
  }
}
