// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.store;

import io.perennial.ingest.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A store on this machine that speaks as S3 does, and keeps its objects in memory. */
public final class StoreServer implements AutoCloseable {

  public static final String ACCESS_KEY = "reader";
  public static final String SECRET_KEY = "s3cr3t-of-the-test";

  private final BlobStoreContext context;
  private final S3Proxy server;

  public StoreServer() {
    context =
        ContextBuilder.newBuilder("transient")
            .credentials(ACCESS_KEY, SECRET_KEY)
            .overrides(new Properties())
            .build(BlobStoreContext.class);
    server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start a store", e);
    }
  }

  /** How it is reached. */
  public ObjectStore config() {
    return new ObjectStore(
        Optional.of("http://127.0.0.1:" + server.getPort()),
        Optional.of("us-east-1"),
        Optional.of(ACCESS_KEY),
        Optional.of(SECRET_KEY),
        Optional.empty());
  }

  public StoreServer bucket(String name) {
    context.getBlobStore().createContainerInLocation(null, name);
    return this;
  }

  public StoreServer object(String bucket, String key, String text) {
    return object(bucket, key, text.getBytes(StandardCharsets.UTF_8));
  }

  public StoreServer object(String bucket, String key, byte[] bytes) {
    BlobStore store = context.getBlobStore();
    store.putBlob(
        bucket, store.blobBuilder(key).payload(bytes).contentLength(bytes.length).build());
    return this;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop the store", e);
    } finally {
      context.close();
    }
  }
}
