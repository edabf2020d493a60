// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.ObjectStore;
import io.perennial.ingest.land.Blob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects that URLs mean: {@code s3://bucket/key}, {@code gs://bucket/folder/*.csv}. */
public final class StoredObjects implements AutoCloseable {

  private final ObjectStore store;
  private final Map<String, S3Client> clients = new HashMap<>();

  /** Reaches for nothing yet. */
  public StoredObjects(ObjectStore store) {
    this.store = store;
  }

  /** Whether a path is a URL of objects. */
  public static boolean isUrl(String path) {
    return path.matches("(s3a?|gs)://.*");
  }

  /**
   * The objects of a URL; those of a glob in the order of their keys, without folders.
   *
   * @throws IngestException when the store cannot be reached, or there is no such object
   */
  public List<Blob> find(String path) {
    return List.copyOf(objects(path));
  }

  /**
   * What shows that an object of a URL is new or another.
   *
   * @throws IngestException as {@link #find}
   */
  public String state(String path) {
    StringBuilder state = new StringBuilder();
    objects(path).forEach(object -> state.append(object.state()).append('\n'));
    return state.toString();
  }

  private List<StoredObject> objects(String path) {
    ObjectUrl url = ObjectUrl.parse(path);
    S3Client client =
        clients.computeIfAbsent(url.scheme(), scheme -> StoreClient.of(scheme, store));
    try {
      return url.isGlob() ? matching(client, url, path) : List.of(one(client, url));
    } catch (SdkException e) {
      throw StoreTrouble.of(path, url, store, e);
    }
  }

  private StoredObject one(S3Client client, ObjectUrl url) {
    HeadObjectResponse head =
        client.headObject(HeadObjectRequest.builder().bucket(url.bucket()).key(url.key()).build());
    return new StoredObject(client, url, store, url.key(), head.eTag(), head.contentLength());
  }

  private List<StoredObject> matching(S3Client client, ObjectUrl url, String path) {
    Pattern pattern = url.pattern();
    List<StoredObject> found = new ArrayList<>();
    ListObjectsV2Request request =
        ListObjectsV2Request.builder().bucket(url.bucket()).prefix(url.prefix()).build();
    for (S3Object object : client.listObjectsV2Paginator(request).contents()) {
      if (!object.key().endsWith("/") && pattern.matcher(object.key()).matches()) {
        found.add(new StoredObject(client, url, store, object.key(), object.eTag(), object.size()));
      }
    }
    if (found.isEmpty()) {
      throw new IngestException(
          "Cannot find files: nothing in bucket "
              + url.bucket()
              + " matches "
              + path
              + " (check the key; * stays within a folder, ** does not)");
    }
    return found;
  }

  @Override
  public void close() {
    clients.values().forEach(S3Client::close);
  }
}
