// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hears of files that are made and deleted in a folder and all folders in it. */
final class FolderWatch implements AutoCloseable {

  private final WatchService service;
  private final Map<WatchKey, Path> folders = new HashMap<>();

  private FolderWatch(WatchService service) {
    this.service = service;
  }

  static FolderWatch of(Path folder) throws IOException {
    FolderWatch watch = new FolderWatch(FileSystems.getDefault().newWatchService());
    watch.add(folder);
    return watch;
  }

  private void add(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        folders.put(
            each.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE),
            each);
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      // gone again: there is nothing to watch
      return;
    }
  }

  /** How many fitting changes came, waiting at most {@code atMost} for the next of any kind. */
  int count(FileChange change, Pattern name, Duration atMost) throws IOException {
    WatchKey key;
    try {
      key = service.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot watch a folder: interrupted", e);
    }
    int fitting = 0;
    if (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        if (event.context() instanceof Path file) {
          boolean made = event.kind() == StandardWatchEventKinds.ENTRY_CREATE;
          Path path = folders.getOrDefault(key, Path.of("")).resolve(file);
          if (made && Files.isDirectory(path)) {
            add(path);
          }
          if (made == (change == FileChange.MADE) && name.matcher(file.toString()).matches()) {
            fitting++;
          }
        }
      }
      key.reset();
    }
    return fitting;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
