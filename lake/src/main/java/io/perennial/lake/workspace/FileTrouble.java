// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import java.util.Optional;

/** What a failed file operation means, in words, and what to do about it. */
public final class FileTrouble {

  private FileTrouble() {}

  /** Why it failed, as the end of a message: {@code no permission (…)}. */
  public static String why(IOException failure) {
    return known(failure).orElseGet(() -> plain(failure));
  }

  /**
   * The same for any exception, looking through its causes, whatever library wrapped them; empty
   * when none of them is about permission, room or the medium.
   */
  public static Optional<String> within(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      Optional<String> found = known(at);
      if (found.isPresent()) {
        return found;
      }
      at = at.getCause();
    }
    return Optional.empty();
  }

  private static Optional<String> known(Throwable failure) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("no space left on device") || text.contains("not enough space")) {
      return Optional.of("the disk is full (make room; nothing of what was there is lost)");
    }
    if (text.contains("disk quota exceeded")) {
      return Optional.of(
          "the disk quota is used up (make room; nothing of what was there is lost)");
    }
    if (failure instanceof ReadOnlyFileSystemException || text.contains("read-only file system")) {
      return Optional.of("the disk is mounted for reading only (mount it for writing)");
    }
    if (failure instanceof AccessDeniedException denied) {
      return Optional.of(noPermission(denied.getFile()));
    }
    if (text.contains("permission denied") || text.contains("operation not permitted")) {
      return Optional.of("no permission (let this user read and write there)");
    }
    if (text.contains("too many open files")) {
      return Optional.of("too many open files (raise the limit with ulimit -n)");
    }
    return Optional.empty();
  }

  private static String noPermission(String file) {
    return "no permission for " + file + " (let this user read and write it)";
  }

  private static String plain(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return "there is no " + missing.getFile();
    }
    if (failure instanceof NotDirectoryException file) {
      return file.getFile() + " is no folder";
    }
    if (failure instanceof FileAlreadyExistsException there) {
      return there.getFile() + " is in the way, and is no folder";
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + " (" + system.getFile() + ")";
    }
    return String.valueOf(failure.getMessage());
  }
}
