/** An application on the module path. */
module com.example.block {
    requires dev.waiver.email;
}
