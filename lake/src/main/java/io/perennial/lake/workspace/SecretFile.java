// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A file with a random secret, readable by its owner alone. */
final class SecretFile {

  private static final int BYTES = 16;

  private final Path file;

  SecretFile(Path file) {
    this.file = file;
  }

  /** The secret; made now if there is none. */
  String read(String workspace) {
    try {
      if (!Files.exists(file)) {
        make();
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot read the secret of workspace " + workspace + ": " + FileTrouble.why(e), e);
    }
  }

  private void make() throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "secret", ".new", ownerOnly());
    try {
      Files.writeString(fresh, HexFormat.of().formatHex(random) + "\n");
      // unlike a move, a link never replaces what another process has just made
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      // the other one's is as good
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
