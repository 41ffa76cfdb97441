package attune.testkit.contract;

import attune.store.blob.Blobs;
import attune.testkit.sample.MemoryBlobs;

class MemoryBlobsTest extends BlobsContract {
    @Override
    protected Blobs open() {
        return new MemoryBlobs();
    }
}
