async function start() {
  const answer = await fetch("openapi/v1.json");
  const spec = await answer.json();
  // The server that is being looked at, whatever its address.
  spec.servers = [{ url: new URL(".", location.href).href.replace(/\/$/, "") }];
  SwaggerUIBundle({
    spec,
    dom_id: "#ui",
    deepLinking: true,
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    filter: true,
    // Without this it would ask a validator on another host.
    validatorUrl: null,
  });
}

start();
