// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.open;

import io.perennial.app.Surroundings;
import io.perennial.app.UsageException;
import io.perennial.app.settings.Settings;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.workspace.Workspace;
import io.perennial.lake.workspace.WorkspaceLock;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace and what a command needs of it. Lake and engine are opened when they are first asked
 * for, since opening them is what costs time. Used by one thread.
 */
public final class OpenWorkspace implements AutoCloseable {

  private final Workspace workspace;
  private final Surroundings surroundings;
  private final Settings settings;
  private final @Nullable WorkspaceLock lock;
  private @Nullable Lake lake;
  private @Nullable Engine engine;

  private OpenWorkspace(
      Workspace workspace,
      Surroundings surroundings,
      Settings settings,
      @Nullable WorkspaceLock lock) {
    this.workspace = workspace;
    this.surroundings = surroundings;
    this.settings = settings;
    this.lock = lock;
  }

  /**
   * The workspace that the user means.
   *
   * @param named with -w; empty for the nearest one above the folder that the user stands in
   * @throws UsageException when there is none
   */
  public static Workspace find(Optional<Path> named, Surroundings surroundings) {
    if (named.isPresent()) {
      return Workspace.open(surroundings.folder().resolve(named.get()));
    }
    Path folder =
        Workspace.nearest(surroundings.folder())
            .orElseThrow(
                () ->
                    new UsageException(
                        "Cannot find a workspace: neither "
                            + surroundings.folder()
                            + " nor a folder above it has a perennial.yaml; go to a workspace,"
                            + " name one with -w FOLDER, or make one with: perennial init FOLDER"));
    return Workspace.open(folder);
  }

  /** For commands that change nothing: any number at once, also while another writes. */
  public static OpenWorkspace forReading(Workspace workspace, Surroundings surroundings) {
    Settings settings = Settings.read(workspace.configuration(), surroundings.environment());
    return new OpenWorkspace(workspace, surroundings, settings, null);
  }

  /**
   * For commands that change something: one at a time.
   *
   * @param command as others are told who wait: {@code perennial run}
   */
  public static OpenWorkspace forWriting(
      Workspace workspace, Surroundings surroundings, String command) {
    Settings settings = Settings.read(workspace.configuration(), surroundings.environment());
    WorkspaceLock lock = workspace.lock(command, surroundings.clock());
    return new OpenWorkspace(workspace, surroundings, settings, lock);
  }

  public Workspace workspace() {
    return workspace;
  }

  public Settings settings() {
    return settings;
  }

  /** Which records are one customer; hashes of values are kept under the workspace's secret. */
  public IdentityConfig identity() {
    return settings.identity().withSecret(workspace.secret());
  }

  /** The tables. */
  public Lake lake() {
    Lake open = lake;
    if (open == null) {
      Path tables = workspace.lakeFolder();
      Path state = workspace.stateFolder();
      open =
          lock == null
              ? IcebergLake.openForReading(tables, surroundings.clock())
              : IcebergLake.open(tables, state, surroundings.clock());
      lake = open;
    }
    return open;
  }

  /** What runs SQL and folds over them. */
  public Engine engine() {
    Engine open = engine;
    if (open == null) {
      open = EngineProvider.named(settings.engine().name()).open(settings.engine().settings());
      engine = open;
    }
    return open;
  }

  @Override
  public void close() {
    try {
      closeIfOpen(engine);
    } finally {
      try {
        closeIfOpen(lake);
      } finally {
        if (lock != null) {
          lock.close();
        }
      }
    }
  }

  private static void closeIfOpen(@Nullable Engine open) {
    if (open != null) {
      open.close();
    }
  }

  private static void closeIfOpen(@Nullable Lake open) {
    if (open != null) {
      open.close();
    }
  }
}
