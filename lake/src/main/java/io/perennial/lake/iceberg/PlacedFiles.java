// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.LakeException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * Files on the local disk. Iceberg keeps absolute paths, and a workspace may be copied elsewhere:
 * so paths in metadata begin with the root where the lake was made, and are read and written below
 * the folder where the lake is now. What is written is on the disk when its stream is closed.
 */
final class PlacedFiles implements FileIO {
  private static final long serialVersionUID = 1;

  private final String madeAt;
  private final String isAt;

  /**
   * @param madeAt the root that metadata names
   * @param isAt the folder that is that root now
   */
  PlacedFiles(String madeAt, String isAt) {
    this.madeAt = madeAt;
    this.isAt = isAt;
  }

  /** Where on the disk the file is that metadata calls {@code location}. */
  Path onDisk(String location) {
    if (!location.startsWith(madeAt)) {
      throw new LakeException(
          "Cannot read "
              + location
              + ": it lies outside the lake "
              + madeAt
              + "; restore the workspace from a copy");
    }
    return Path.of(isAt + location.substring(madeAt.length()));
  }

  /** What metadata calls the file at {@code path}. */
  String location(Path path) {
    String absolute = path.toAbsolutePath().normalize().toString();
    if (!absolute.startsWith(isAt)) {
      throw new LakeException("Cannot use " + absolute + ": it lies outside the lake " + isAt);
    }
    return madeAt + absolute.substring(isAt.length());
  }

  @Override
  public InputFile newInputFile(String location) {
    return new Input(location, onDisk(location).toFile());
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return new Output(this, location, onDisk(location).toFile());
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(onDisk(location));
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot delete %s", location);
    }
  }

  private record Input(String location, File file) implements InputFile {

    @Override
    public long getLength() {
      return file.length();
    }

    @Override
    public SeekableInputStream newStream() {
      RandomAccessFile opened;
      try {
        opened = new RandomAccessFile(file, "r");
      } catch (IOException e) {
        throw new NotFoundException(e, "Cannot read %s: there is no such file", file);
      }
      if (location.endsWith(".metadata.json")) {
        requireWhole(opened);
      }
      return new InputStream(opened);
    }

    /**
     * Iceberg tries for a minute and a half to read metadata that cannot be parsed, unless it is
     * told that there is none.
     */
    private void requireWhole(RandomAccessFile opened) {
      try {
        if (opened.length() > 0) {
          opened.seek(opened.length() - 1);
          if (opened.read() == '}') {
            opened.seek(0);
            return;
          }
        }
        opened.close();
      } catch (IOException e) {
        throw new RuntimeIOException(e, "Cannot read %s", file);
      }
      throw new NotFoundException("Cannot read %s: it is cut off or overwritten", file);
    }

    @Override
    public boolean exists() {
      return file.exists();
    }
  }

  private static final class InputStream extends SeekableInputStream {
    private final RandomAccessFile file;

    InputStream(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public long getPos() throws IOException {
      return file.getFilePointer();
    }

    @Override
    public void seek(long position) throws IOException {
      file.seek(position);
    }

    @Override
    public int read() throws IOException {
      return file.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return file.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private record Output(PlacedFiles files, String location, File file) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      if (file.exists()) {
        throw new AlreadyExistsException("Cannot write %s: it is there already", file);
      }
      return createOrOverwrite();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      try {
        Files.createDirectories(file.toPath().getParent());
        RandomAccessFile target = new RandomAccessFile(file, "rw");
        target.setLength(0);
        return new OutputStream(target);
      } catch (IOException e) {
        throw new RuntimeIOException(e, "Cannot write %s", file);
      }
    }

    @Override
    public InputFile toInputFile() {
      return files.newInputFile(location);
    }
  }

  /** Buffers small writes, and forces the file to disk when it is closed. */
  private static final class OutputStream extends PositionOutputStream {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[1 << 14];
    private int buffered;
    private long position;
    private boolean closed;

    OutputStream(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      if (buffered == buffer.length) {
        flush();
      }
      buffer[buffered++] = (byte) value;
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > buffer.length - buffered) {
        flush();
      }
      if (length > buffer.length) {
        file.write(bytes, offset, length);
      } else {
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
      file.write(buffer, 0, buffered);
      buffered = 0;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        try (file) {
          flush();
          file.getFD().sync();
        }
      }
    }
  }
}
