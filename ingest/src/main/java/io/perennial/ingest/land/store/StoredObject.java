// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.domain.StableHash;
import io.perennial.ingest.ObjectStore;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.sniff.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object of a store as it was when it was listed: what is read has the tag that it had then, so
 * that what changes meanwhile is refused by the store.
 */
final class StoredObject implements Blob {

  private static final int TRIES = 5;

  private final S3Client client;
  private final ObjectUrl url;
  private final ObjectStore store;
  private final String key;
  private final String tag;
  private final long bytes;

  StoredObject(
      S3Client client, ObjectUrl url, ObjectStore store, String key, String tag, long bytes) {
    this.client = client;
    this.url = url;
    this.store = store;
    this.key = key;
    this.tag = tag;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return url.name(key);
  }

  @Override
  public String fingerprint() {
    return String.format(Locale.ROOT, "%x-%016xo", bytes, StableHash.of(tag));
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** What shows that it is another: its tag. */
  String state() {
    return name() + ' ' + bytes + ' ' + tag;
  }

  @Override
  public InputStream open() {
    if (bytes == 0) {
      throw FileBytes.empty(name());
    }
    return new Resuming();
  }

  /** What was read had the tag that the fingerprint is of. */
  @Override
  public void requireUnchanged() {}

  private ResponseInputStream<GetObjectResponse> from(long offset) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(url.bucket()).key(key).ifMatch(tag);
    if (offset > 0) {
      request.range("bytes=" + offset + "-");
    }
    try {
      return client.getObject(request.build());
    } catch (SdkException e) {
      throw StoreTrouble.of(name(), url, store, e);
    }
  }

  /** Goes on where a connection broke. */
  private final class Resuming extends InputStream {

    private @Nullable ResponseInputStream<GetObjectResponse> in;
    private long at;
    private int failures;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      while (true) {
        try {
          ResponseInputStream<GetObjectResponse> open = in;
          if (open == null) {
            open = from(at);
            in = open;
          }
          int read = open.read(to, from, length);
          if (read < 0 && at < bytes) {
            throw new IOException("the store ended at byte " + at + " of " + bytes);
          }
          at += Math.max(0, read);
          return read;
        } catch (IOException | SdkException e) {
          abort();
          failures++;
          if (failures == TRIES) {
            throw new IOException(
                "the connection to the store broke " + TRIES + " times (run again)", e);
          }
        }
      }
    }

    /** A connection that is not at its end is not read to it. */
    private void abort() {
      ResponseInputStream<GetObjectResponse> open = in;
      if (open != null) {
        open.abort();
        in = null;
      }
    }

    @Override
    public void close() throws IOException {
      ResponseInputStream<GetObjectResponse> open = in;
      if (open != null && at == bytes) {
        open.close();
        in = null;
      }
      abort();
    }
  }
}
