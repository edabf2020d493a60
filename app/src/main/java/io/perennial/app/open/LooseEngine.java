// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.open;

import io.perennial.app.Surroundings;
import io.perennial.app.settings.Settings;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * An engine for work outside of any workspace, as the default configuration says, with a folder of
 * its own for what it spills; the folder goes when it is closed.
 */
public final class LooseEngine implements AutoCloseable {

  private final Path folder;
  private final Engine engine;

  private LooseEngine(Path folder, Engine engine) {
    this.folder = folder;
    this.engine = engine;
  }

  /**
   * Opens one.
   *
   * @param beside the folder in which to spill, where the work's files are too
   */
  public static LooseEngine open(Path beside, Surroundings surroundings) {
    try {
      Path folder = Files.createTempDirectory(beside, ".perennial-work");
      Settings settings =
          Settings.parse(
              "workspace: {}\n", folder.resolve("perennial.yaml"), surroundings.environment());
      return new LooseEngine(
          folder,
          EngineProvider.named(settings.engine().name()).open(settings.engine().settings()));
    } catch (IOException e) {
      throw new LakeException("Cannot write in " + beside + ": " + FileTrouble.why(e), e);
    }
  }

  public Engine engine() {
    return engine;
  }

  /** Where it spills; others may put files there that go with it. */
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    engine.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new LakeException("Cannot delete " + folder + ": " + FileTrouble.why(e), e);
    }
  }
}
